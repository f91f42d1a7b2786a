"""Makes a register of any size from a seed: the same seed, the same register."""

from functools import cached_property

from django.db import connection

from agreements import databases
from agreements.changes.dependencies import tracked_models
from agreements.changes.triggers import without_log
from agreements.models import Agreement, Link, Party, Project, RefCounter

from . import words
from .draws import Dice, Weighted
from .speakers import write_statements
from .surroundings import Surroundings
from .tables import Table, continue_numbering, parts

# Of a citation: field, stance, basis, value stated instead, claim, unit and number of the place in
# the source.
SAYINGS = {
    "parties": ("supports", "stated", "", "It names those who agreed.", "paragraph", "1"),
    "signed_on": ("supports", "stated", "", "It dates the signing.", "paragraph", "1"),
    "status": ("supports", "stated", "", "It says how far it has come.", "paragraph", "2"),
    "sectors": ("supports", "stated", "", "It names the field of work.", "paragraph", "3"),
}
CONCLUSION = ("supports", "concluded", "", "The title shows what it is about.", "title", "")
DISPUTE = (
    "disputes",
    "stated",
    "planned",
    "It says that nothing is signed yet.",
    "paragraph",
    "2",
)
NEAR = ("bears", "stated", "", "It tells of plans for the year after.", "paragraph", "4")
RELATION = ("links", "supports", "stated", "", "It names the earlier one.", "paragraph", "1")
# Of a hundred agreements, so many renew or implement an earlier one.
LINKED = 0.02
# Of a hundred sources that tell of an agreement, so many state each of its key values.
SHARES = {"parties": 0.95, "signed_on": 0.75, "status": 0.85, "sectors": 0.8}


class Invention(Surroundings):
    """A register of so many agreements, and of everything else in proportion to them."""

    def __init__(self, agreements, seed):
        super().__init__(agreements, seed)
        # Draws of its own, so that all else stays as it was without links.
        self._term_dice = Dice(f"terms of {seed}")
        self._link_dice = Dice(f"links {seed}")
        self._scripts = Weighted(dict(enumerate((70, 15, 8, 7))))
        self._statuses = Weighted(words.STATUSES)
        self._kinds = Weighted({kind: share for kind, (share, _) in words.AGREEMENT_KINDS.items()})

    def write(self, progress):
        """Write it all or nothing; call progress(number of agreements written) now and then."""
        tables = [model._meta.db_table for model in tracked_models()]
        bulk = databases.bulk_of(connection)
        with (
            bulk.for_whole_tables(connection),
            without_log(),
            bulk.without_links(connection, tables),
        ):
            self._write_surroundings()
            for numbers in parts(self.agreements):
                self._write_agreements(numbers)
                self._write_evidence(numbers)
                self._write_projects(numbers)
                self._write_links(numbers)
                progress(numbers[-1])
            self._write_statements()
            self._close()

    def _write_agreements(self, numbers):
        """Write some agreements with their sectors, alliances and parties."""
        rows, sectors, alliances, parties = [], [], [], []
        for number in numbers:
            served = self._dice.several((0.42, 0.82), self._sector)
            rows.append(self._agreement(number, served[0]))
            sectors += [(number, 1 + sector) for sector in served]
            if self._dice.chance() < 0.1:
                alliances.append((number, 1 + self._dice.skewed(self.alliances)))
            bodies = self._dice.several((0, 0.5, 0.8, 0.93), self._institution)
            parties += [(number, body, place) for place, body in enumerate(bodies)]
        for table, written in zip(
            self._agreement_tables, (rows, sectors, alliances, parties), strict=True
        ):
            table.write(written)

    @cached_property
    def _agreement_tables(self):
        signed = ("signed_on", "signed_precision")
        term = ("starts_on", "starts_precision", "ends_on", "ends_precision", "is_open_ended")
        return (
            Table(
                Agreement,
                *("id", "ref", "title", "kind", "status", *signed),
                *("stands_for", "event_id", "updated_at", *term),
            ),
            Table(Agreement.sectors.through, "agreement_id", "sector_id"),
            Table(Agreement.alliances.through, "agreement_id", "alliance_id"),
            Table(Party, "agreement_id", "institution_id", "position"),
        )

    def _agreement(self, number, sector):
        dice = self._dice
        kind = self._kinds.draw(dice)
        title = self._title(self._scripts.draw(dice), kind, self._city(), self._city(), sector)
        stands_for = 2 + dice.skewed(30) if dice.chance() < 0.02 else 1
        event = 1 + dice.skewed(self.events) if dice.chance() < 0.1 else None
        edited = connection.ops.adapt_datetimefield_value(dice.edit())
        status = self._statuses.draw(dice)
        signed_on, precision = dice.day()
        return (
            *(number, f"AG-{number:04d}", title, kind, status, signed_on, precision),
            *(stands_for, event, edited, *self._term_dice.term(signed_on)),
        )

    def _sector(self):
        return self._dice.skewed(len(words.SECTORS))

    def _institution(self):
        return 1 + self._dice.skewed(self.institutions)

    def _write_evidence(self, numbers):
        """Write what one to three sources say of each agreement; few dispute its status."""
        rows = []
        for number in numbers:
            if self._dice.chance() < 0.02:
                continue
            for source in self._dice.several((0.6, 0.93), self._source):
                rows += [(number, source, field, *said) for field, said in self._sayings()]
        self._citations("agreement_id").write(rows)

    def _sayings(self):
        """Yield what one source says of the key values of an agreement."""
        for field, share in SHARES.items():
            chance = self._dice.chance()
            if chance < share:
                yield field, CONCLUSION if field == "sectors" and chance < 0.1 else SAYINGS[field]
        chance = self._dice.chance()
        if chance < 0.02:
            yield "status", DISPUTE if chance < 0.01 else NEAR

    def _write_links(self, numbers):
        """Write which agreements renew or implement one that was written before, and who says so.

        A link is to an earlier number, so that none comes back.
        """
        dice, links, citations = self._link_dice, [], []
        for number in numbers:
            if number > 1 and dice.chance() < LINKED:
                kind = Link.Kind.RENEWS if dice.chance() < 0.5 else Link.Kind.IMPLEMENTS
                source = 1 + dice.below(self.sources)
                # A link has the number of its agreement, which has no other.
                links.append((number, number, kind, 1 + dice.below(number - 1)))
                citations.append((number, number, source, *RELATION))
        Table(Link, "id", "from_agreement_id", "kind", "to_agreement_id").write(links)
        self._citations("agreement_id", "link_id").write(citations)

    def _write_projects(self, numbers):
        rows = [
            (number, f"PR-{number:04d}", f"Workshop {self._coin()[0]}", "workshop", number)
            for number in numbers
            if number % 20 == 0
        ]
        Table(Project, "id", "ref", "name", "kind", "agreement_id").write(rows)

    def _write_statements(self):
        write_statements(
            self._dice,
            self._coin,
            people=self.people,
            institutions=self.institutions,
            sources=self.sources,
            agreement=self.agreements,
            event=self.events,
        )

    def _close(self):
        """Have numbers and primary keys go on from where they stand."""
        last = {
            "AG": self.agreements,
            "AL": self.alliances,
            "EV": self.events,
            "IN": self.institutions,
            "PB": self.publishers,
            "PE": self.people,
            "PR": self.agreements,
            "SO": self.sources,
        }
        Table(RefCounter, "prefix", "last").write(last.items())
        continue_numbering(tracked_models())
