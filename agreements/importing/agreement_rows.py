"""A row of an agreement: what it says is held against the register, and made where it is new."""

import re
from hashlib import sha256
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _

from agreements.editing.integrity import MIN_PARTIES
from agreements.models import Agreement, Alliance, Country, Institution, Party, Sector
from agreements.models.days import Day, Precision
from agreements.models.plain_text import validate_text
from agreements.search.fold import fold

from .called_choices import read_choice, read_known_day, read_term
from .drafts import Cited
from .gathering_rows import add_members, alliance_of, event_of
from .institution_rows import party_body
from .listed_texts import parts, written_parties
from .row_reading import Row

FIELDS = {
    **{name: name for name in ("title", "kind", "status", "signed_on", "summary")},
    **dict.fromkeys(("starts_on", "ends_on", "is_open_ended"), "term"),
    "signed_precision": "date_precision",
}
BASIS_OF_DAY = re.compile(r"date basis: *([^.;(]+)", re.IGNORECASE)
# What is told with the day itself.
BASIS_SENTENCE = re.compile(r"date basis:.*?(?:\.(?=\s|$)|$)\s*", re.IGNORECASE)
NO_DAY = Day(None, Precision.DAY)


class Taking(NamedTuple):
    """A body that takes part, as which, and how the sheet calls it."""

    institution: Institution
    role: str
    text: str


class KnownAgreements:
    """Agreements of the register, by the source that tells of them, their parties and day."""

    def __init__(self):
        self._of_source: dict[int, list] = {}

    def find(self, source, bodies: list[Institution], day: Day) -> Agreement | None:
        """Return the agreement that has the same source, named parties and day of signing."""
        if source._state.adding or any(body._state.adding for body in bodies):
            return None
        keys = {body.pk for body in bodies}
        for agreement, parties in self._told_by(source.pk):
            if parties == keys and agreement.signed == day:
                return agreement
        return None

    def _told_by(self, key: int) -> list[tuple[Agreement, set[int]]]:
        if key not in self._of_source:
            agreements = Agreement.objects.filter(citations__source=key).distinct()
            self._of_source[key] = [
                (
                    agreement,
                    {
                        party.institution_id
                        for party in agreement.parties.all()
                        if party.institution.is_named
                    },
                )
                for agreement in agreements.prefetch_related("parties__institution")
            ]
        return self._of_source[key]


def read_agreement(row: Row, known: KnownAgreements) -> tuple[Agreement | None, bool]:
    """Return the agreement of a row, and whether it is new."""
    if not row.text("title"):
        row.refuse("title", _("The row has no title."))
    cited = row.cited
    day = _signed(row)
    takings = _takings(row, cited) if cited else []
    agreement, countries = _agreement(row, day), _countries(row)
    if not cited:
        return None, False
    bodies = [taking.institution for taking in takings]
    if not row.has_problem and (same := known.find(cited.source, bodies, day)):
        return same, False
    alliance = _link(row, agreement, cited)
    takings += _unnamed(row, takings, countries, cited)
    parties = [
        _party(row, agreement, taking, position, cited) for position, taking in enumerate(takings)
    ]
    if alliance and alliance._state.adding and agreement.kind == Agreement.Kind.ALLIANCE:
        add_members(row, alliance, parties, cited)
    _cite(row, agreement, cited)
    return agreement, True


def _signed(row: Row) -> Day:
    precision = row.text("date_precision")
    return row.read("signed_on", lambda text: read_known_day(text, precision), default=NO_DAY)


def _agreement(row: Row, day: Day) -> Agreement:
    first, last, is_open = row.read("term", read_term, default=(NO_DAY, NO_DAY, False))
    told = (row.text("summary"), row.text("outcome"))
    return Agreement(
        title=row.text("title"),
        kind=row.read("kind", read_choice, Agreement.Kind, default="") or Agreement.Kind.AGREEMENT,
        status=row.read("status", read_choice, Agreement.Status, default="")
        or Agreement.Status.SIGNED,
        signed_on=day.on,
        signed_precision=day.precision,
        starts_on=first.on,
        starts_precision=first.precision,
        ends_on=last.on,
        ends_precision=last.precision,
        is_open_ended=is_open,
        summary=" ".join(filter(None, told)),
    )


def _takings(row: Row, cited: Cited) -> list[Taking]:
    written = row.read("parties", written_parties, default=[])
    found: dict[int, Taking] = {}
    for party in written:
        role = row.read("parties", lambda _text, party=party: read_choice(Party.Role, party.role))
        institution = party_body(row, party, cited)
        if institution is None:
            continue
        if id(institution) in found:
            sentence = _("“%(party)s” stands there twice.")
            row.refuse("parties", sentence % {"party": party.name[:100]})
        found[id(institution)] = Taking(institution, role or Party.Role.PARTNER, party.name)
    return list(found.values())


def _countries(row: Row) -> list[Country]:
    texts = row.read("countries", lambda text: parts(text.replace(",", ";")), default=[])
    return [country for text in texts if (country := row.country("countries", text))]


def _unnamed(
    row: Row, takings: list[Taking], countries: list[Country], cited: Cited
) -> list[Taking]:
    """Return bodies without a name: one in each country of the row from which no party comes,
    and others as long as there are too few.
    """
    named = {taking.institution.country_id for taking in takings}
    rest: list[Country | None] = [country for country in countries if country.pk not in named]
    rest += [None] * (MIN_PARTIES - len(takings) - len(rest))
    return [_unnamed_body(row, country, cited) for country in rest]


def _unnamed_body(row: Row, country: Country | None, cited: Cited) -> Taking:
    kind = f"A body in {country.name}, not named" if country else "A body, not named"
    name = f"{kind}: {row.text('title')}"[: Institution._meta.get_field("name").max_length]
    body = Institution(name=name, is_named=False, country=country)
    row.draft(body, {}, "parties")
    drafts = row.drafts
    drafts.cite(body, "", cited, "Tells of an agreement, and does not name all who made it.")
    claim = "Gives no name. The register words one: by the country and the agreement."
    drafts.cite(body, "name", cited, claim, basis="concluded")
    if country:
        claim = "The agreement is with this country, and no party is named from there."
        drafts.cite(body, "country", cited, claim, basis="concluded")
    return Taking(body, Party.Role.PARTNER, "")


def _party(row: Row, agreement: Agreement, taking: Taking, position: int, cited: Cited) -> Party:
    party = Party(
        agreement=agreement, institution=taking.institution, role=taking.role, position=position
    )
    row.drafts.items.append(party)
    more = {"party": party}
    if taking.text:
        role = Party.Role(taking.role).label.lower()
        claim = f"Has {taking.institution.name} take part: {role}."
    else:
        claim, more["basis"] = "Names no party of that side.", "concluded"
    row.drafts.cite(agreement, "parties", cited, claim, **more)
    return party


def _link(row: Row, agreement: Agreement, cited: Cited) -> Alliance | None:
    """Have the agreement made, with its event and sectors, and return the alliance it is in."""
    agreement.event = event_of(row, cited)
    row.draft(agreement, FIELDS, "title")
    alliance = alliance_of(row, agreement, cited)
    sectors = _sectors(row, cited)
    row.drafts.links.append((agreement, "sectors", sectors))
    if alliance:
        row.drafts.links.append((agreement, "alliances", [alliance]))
        claim = f"Belongs to the work of the {alliance.name}."
        row.drafts.cite(agreement, "alliances", cited, claim)
    if sectors:
        fields = ", ".join(sector.name.lower() for sector in sectors)
        row.drafts.cite(agreement, "sectors", cited, f"It serves: {fields}.")
    return alliance


def _sectors(row: Row, cited: Cited) -> list[Sector]:
    found = []
    for text in row.read("sectors", parts, default=[]):
        sector = row.known(row.register.sectors, "sectors", [text]) or _new_sector(row, text, cited)
        if sector not in found:
            found.append(sector)
    return found


def _new_sector(row: Row, text: str, cited: Cited) -> Sector:
    name = text[:1].upper() + text[1:]
    sector = Sector(name=name, slug=_slug(text))
    row.draft(sector, {}, "sectors")
    row.register.sectors.add(sector)
    row.drafts.cite(sector, "", cited, f"Tells of an agreement in this field: {text}.")
    return sector


def _slug(text: str) -> str:
    """Return a short name for addresses; of a text without Latin letters, one of its digest."""
    if slug := slugify(text)[:50].strip("-"):
        return slug
    return f"field-{sha256(fold(text).encode()).hexdigest()[:8]}" if fold(text) else ""


def _cite(row: Row, agreement: Agreement, cited: Cited) -> None:
    drafts = row.drafts
    row.read("note", _checked)
    note = BASIS_SENTENCE.sub("", row.text("note")).strip()
    drafts.cite(agreement, "", cited, note or "Tells of this agreement.")
    drafts.cite(agreement, "stands_for", cited, "Tells of one agreement.")
    if row.text("kind"):
        drafts.cite(agreement, "kind", cited, f"Speaks of it as: {row.text('kind')}.")
    else:
        drafts.cite(agreement, "kind", cited, "Speaks of an agreement.", basis="concluded")
    status = agreement.get_status_display().lower()
    basis = "stated" if row.text("status") else "concluded"
    drafts.cite(agreement, "status", cited, f"As the source tells of it: {status}.", basis=basis)
    if agreement.signed_on:
        claim, basis = _of_day(row, agreement)
        drafts.cite(agreement, "signed_on", cited, claim, basis=basis)
    if agreement.starts_on:
        claim = f"It holds from {agreement.starts} on."
        drafts.cite(agreement, "starts_on", cited, claim)
    if agreement.ends_on or agreement.is_open_ended:
        claim = f"It holds until {agreement.ends}." if agreement.ends_on else "No end was agreed."
        drafts.cite(agreement, "ends_on", cited, claim)
    if agreement.event:
        drafts.cite(agreement, "event", cited, "Was made at this event.")


def _checked(text: str) -> str:
    if text:
        validate_text(text)
    return text


def _of_day(row: Row, agreement: Agreement) -> tuple[str, str]:
    """Return what a citation says of the day, and on which basis.

    A note may say of what it is the day: that of a report or of an opening is no day of signing,
    and is only concluded.
    """
    match = BASIS_OF_DAY.search(row.text("note"))
    if match and "sign" not in match[1].lower():
        claim = f"Gives {agreement.signed}: {match[1].strip()}."
        return claim, "concluded"
    return f"Gives the day: {agreement.signed}.", "stated"
