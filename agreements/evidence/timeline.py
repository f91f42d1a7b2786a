"""What happened to a record when: out of its days, and of the days of its sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements.models import Citation
from agreements.models.days import Day, Precision

from .values import Evidence, ValueEvidence, sources_of

# Of fewer different days a sentence tells.
FEW = 3


class Happening(NamedTuple):
    """What a day of a record says: that something happened, or, of a plan, that it is to happen."""

    done: str
    planned: str


TERM_BEGINS, TERM_ENDS = gettext_lazy("The term begins"), gettext_lazy("The term ends")
# By noun and field. The first of each noun is the day on which the record came about.
HAPPENINGS = {
    "agreement": {
        "signed_on": Happening(gettext_lazy("Signed"), gettext_lazy("To be signed")),
        "starts_on": Happening(TERM_BEGINS, TERM_BEGINS),
        "ends_on": Happening(TERM_ENDS, TERM_ENDS),
    },
    "project": {"started_on": Happening(gettext_lazy("Started"), gettext_lazy("To be started"))},
    "alliance": {
        "launched_on": Happening(
            pgettext_lazy("of an alliance", "Launched"),
            pgettext_lazy("of an alliance", "To be launched"),
        )
    },
}
VAGUE = {
    Precision.MONTH: gettext_lazy("Only the month is known."),
    Precision.YEAR: gettext_lazy("Only the year is known."),
}
# A status that its day tells already, or that tells of no day.
UNTOLD_STATUSES = ("planned", "signed")


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day: what, who says so, and how well that is known.

    It `is_ahead` where it was announced or agreed on, which is no report that it came about.
    `record` is what it happened to, None for the record of the page.
    """

    what: str
    day: Day
    citations: list[Citation]
    is_ahead: bool = False
    evidence: ValueEvidence | None = None
    record: Model | None = None

    @property
    def exactness(self) -> str:
        """Return how exactly the day is known, where it is not known exactly."""
        return str(VAGUE.get(self.day.precision, ""))


class Timeline(NamedTuple):
    """The Moments of a record in order."""

    moments: list[Moment]

    @property
    def looks_ahead(self) -> bool:
        """Return whether something in it was only announced or agreed on."""
        return any(moment.is_ahead for moment in self.moments)

    @property
    def is_line(self) -> bool:
        """Return whether there are enough different days for a line."""
        return len({moment.day.iso for moment in self.moments}) >= FEW


def timeline(record: Model, evidence: Evidence, others: Iterable[Moment] = ()) -> Timeline | None:
    """Return the Timeline of a record, with Moments of others; None where no day is known."""
    moments = [*moments_of(record, evidence), *others, *heard_of_last(evidence)]
    in_order = sorted(moments, key=lambda moment: (moment.day.on, moment.day.last))
    return Timeline(in_order) if in_order else None


def moments_of(record: Model, evidence: Evidence) -> Iterator[Moment]:
    """Yield what was announced of a record, what its days say and what is reported of it."""
    yield from announced(record, evidence)
    for field in HAPPENINGS[evidence.noun]:
        yield from on_day_of(record, evidence, field)
    yield from reported(record, evidence)


def on_day_of(record: Model, evidence: Evidence, field: str) -> Iterator[Moment]:
    """Yield what a day of the record says, nothing where it is not known."""
    day, value = record.day(field), evidence.of(field)
    is_ahead = record.is_planned or field in record.AGREED_DAYS
    happening = HAPPENINGS[evidence.noun][field]
    if day:
        what = happening.planned if is_ahead else happening.done
        supporting = [one for one in value.citations if one.stance == Citation.Stance.SUPPORTS]
        stating = [one for one in supporting if not one.is_concluded]
        yield Moment(str(what), day, once_each(stating or supporting), is_ahead, value)


def announced(record: Model, evidence: Evidence) -> Iterator[Moment]:
    """Yield when a source first told of the record, where it had not come about by then."""
    first = record.day(next(iter(HAPPENINGS[evidence.noun])))
    telling = dated(evidence.citations)
    if first:
        telling = [one for one in telling if one.source.published.last < first.on]
    if telling and (first or record.is_planned):
        yield published(_("Announced"), telling[0], is_ahead=True)


def reported(record: Model, evidence: Evidence) -> Iterator[Moment]:
    """Yield when a source first told of the status that the record has."""
    telling = dated(evidence.of("status").citations)
    if telling and record.status not in UNTOLD_STATUSES:
        what = _("Reported as “%(status)s”") % {"status": record.get_status_display()}
        yield published(what, telling[0])


def heard_of_last(evidence: Evidence) -> Iterator[Moment]:
    """Yield when the newest source with a day told of the record."""
    newest = [source for source in sources_of(evidence.citations) if source.published][:1]
    for citation in evidence.citations:
        if citation.source in newest:
            yield published(_("Heard of last"), citation)
            return


def published(what: str, citation: Citation, *, is_ahead: bool = False) -> Moment:
    """Return the Moment on which a source told of something."""
    return Moment(what, citation.source.published, [citation], is_ahead)


def dated(citations: Iterable[Citation]) -> list[Citation]:
    """Return what supports a value in so many words, in sources with a day: the oldest first."""
    found = [
        one
        for one in citations
        if one.stance == Citation.Stance.SUPPORTS and not one.is_concluded and one.source.published
    ]
    return sorted(found, key=lambda one: one.source.published_on)


def once_each(citations: Iterable[Citation]) -> list[Citation]:
    """Return the first citation of each source."""
    found = {}
    for citation in citations:
        found.setdefault(citation.source_id, citation)
    return list(found.values())


def moments_of_others(
    records: Iterable[Model], citations: Iterable[Citation], fields: tuple[str, ...] = ()
) -> list[Moment]:
    """Return the Moments of other records, of which some citations tell.

    Of `fields` alone, where some are named.
    """
    about = defaultdict(list)
    for citation in citations:
        about[citation.subject_name, citation.subject_key].append(citation)
    found = []
    for record in records:
        evidence = Evidence(record, about[record._meta.model_name, record.pk])
        own = (
            [moment for field in fields for moment in on_day_of(record, evidence, field)]
            if fields
            else moments_of(record, evidence)
        )
        found += [replace(moment, record=record) for moment in own]
    return found
