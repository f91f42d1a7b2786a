"""Disputes about the values of records: where they are, what settles one, and which are open."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.evidence.values import Evidence, field_label
from agreements.models import Citation, Settlement
from agreements.models.citation import CITED
from agreements.models.items import ITEMS
from agreements.models.settlement import held
from agreements.punctuation import listed
from agreements.search.fold import fold

from .violation import Violation

LONGEST_STATED = Citation._meta.get_field("stated_value").max_length
# By which of its columns an item of a field is told, where a source states another one.
TOLD_BY = {
    "parties": "institution",
    "links": "to_agreement",
    "memberships": "institution",
    "identifiers": "value",
    "names": "text",
    "figures": "amount",
}


class Dispute(NamedTuple):
    """A value of a record that sources dispute: of a field, or of one item of it.

    `citations` are all that bear on the value; those of all items at once are among them. `weighed`
    are the Settlements that count, none while the dispute is open.
    """

    record: models.Model
    field: str
    item: models.Model | None
    citations: list[Citation]
    weighed: tuple[Settlement, ...]

    @property
    def name(self) -> str:
        """Return by what its page is addressed: "first_on", "parties-3"."""
        return name_of_value(self.field, self.item)

    @property
    def label(self) -> str:
        return field_label(self.record._meta.model_name, self.field)

    @property
    def value(self) -> str:
        """Return what the value is called, empty where the register has none."""
        return words_of(self.record, self.field, self.item)

    @property
    def held(self) -> str:
        return held(self.record, self.field, self.item)

    @property
    def own(self) -> list[Citation]:
        """Return the citations of this very value."""
        return [citation for citation in self.citations if citation.item == self.item]

    @property
    def disputing(self) -> list[Citation]:
        return [citation for citation in self.own if citation.is_dispute]

    @property
    def rivals(self) -> list[Citation]:
        """Return of each value that is stated instead the first citation that states it."""
        found = {}
        for citation in self.disputing:
            found.setdefault(rival_key(citation), citation)
        return list(found.values())

    def stances_with(self, rival: Citation | None) -> dict[int, str]:
        """Return what each citation says of a rival once it is in place: {primary key: stance}."""
        stances = {citation.pk: citation.stance for citation in self.citations}
        for citation in self.own if rival else ():
            if citation.stance == Citation.Stance.SUPPORTS:
                stances[citation.pk] = Citation.Stance.DISPUTES
            elif rival_key(citation) == rival_key(rival):
                stances[citation.pk] = Citation.Stance.SUPPORTS
        return stances


def rival_key(citation: Citation) -> object:
    """Return what is the same for citations that state the same value instead."""
    return fold(citation.stated_value) or citation.pk


def disputes_of(record: models.Model) -> list[Dispute]:
    """Return the disputes about a record's values, open ones and settled ones, in their order."""
    if type(record) not in CITED.values():
        return []
    evidence = Evidence(record, record.citations.with_voices().with_items())
    disputed = [one for one in evidence.citations if one.is_dispute and one.field]
    targets = dict.fromkeys((citation.field, citation.item) for citation in disputed)
    found = []
    for field, item in targets:
        value = evidence.of(field, item) if item or field not in ITEMS else evidence.of_all(field)
        found.append(Dispute(record, field, item, value.citations, value.settlements))
    return found


def settle(
    dispute: Dispute, reason: str, stances: Mapping[int, str], *, before: str | None = None
) -> Settlement | None:
    """Turn the stances of citations, and note the decision on the value as it stands.

    `before` is what the value was called before it was replaced, None where it was kept. To be
    called within an edit, once the value is written. Where nothing disputes it any longer, there is
    nothing to note.
    """
    replaced = {citation.settlement_id for citation in dispute.own}
    for citation in dispute.citations:
        _turn(citation, stances.get(citation.pk, citation.stance), before)
    settlement = _settlement(dispute, reason) if dispute.disputing else None
    for citation in dispute.disputing:
        citation.settlement = settlement
    for citation in dispute.citations:
        citation.save(update_fields=["stance", "stated_value", "settlement", "checked_at"])
    Settlement.objects.filter(pk__in=replaced - {None}, citations=None).delete()
    return settlement


def _turn(citation: Citation, stance: str, before: str | None) -> None:
    was, citation.stance = citation.stance, stance
    if stance == Citation.Stance.SUPPORTS:
        citation.stated_value = ""
    elif was == Citation.Stance.SUPPORTS:
        citation.stated_value = (before or "")[:LONGEST_STATED]
    if stance != Citation.Stance.DISPUTES:
        citation.settlement = None
    if before is not None:
        citation.checked_at = timezone.now()


def _settlement(dispute: Dispute, reason: str) -> Settlement:
    return Settlement.objects.create(
        **{dispute.record._meta.model_name: dispute.record},
        field=dispute.field,
        value=dispute.value,
        held=dispute.held,
        reason=reason,
    )


def name_of_value(field: str, item: models.Model | None) -> str:
    """Return by what a value of a record is addressed: its field, and which of several values."""
    return f"{field}-{item.pk}" if item else field


def words_of(record: models.Model, field: str, item: models.Model | None = None) -> str:
    """Return what a value of a record is called: "13 June 2025", the name of a party."""
    if item:
        return str(getattr(item, TOLD_BY[field]))
    described = record._meta.get_field(field)
    if described.one_to_many or described.many_to_many:
        return listed(getattr(record, field).all())
    if field in getattr(record, "DAYS", {}):
        return str(record.day(field))
    if described.choices:
        return str(getattr(record, f"get_{field}_display")())
    value = getattr(record, field)
    return "" if value is None else str(value)


def open_disputes(model: type[models.Model]) -> Q:
    """Return the condition of a noun's records with a dispute that no settlement decides."""
    noun = model._meta.model_name
    unweighed = Citation.objects.disputes().filter(settlement=None).exclude(field="")
    named = unweighed.order_by().filter(**{f"{noun}__isnull": False}).values(noun)
    return Q(pk__in=named) | Q(pk__in=_reopened_keys(noun))


def settled_disputes(model: type[models.Model]) -> Q:
    """Return the condition of a noun's records whose disputes all are settled."""
    noun = model._meta.model_name
    weighed = Citation.objects.disputes().exclude(settlement=None)
    named = weighed.order_by().filter(**{f"{noun}__isnull": False}).values(noun)
    return Q(pk__in=named) & ~open_disputes(model)


def _reopened_keys(noun: str) -> set:
    """Return the keys of the records that have another value by now than was settled on.

    All that was settled is looked at, in one query: values are compared as the pages do it.
    """
    weighed = Citation.objects.disputes().exclude(settlement=None).with_items()
    found = weighed.filter(**{f"{noun}__isnull": False}).select_related("settlement", noun)
    return {
        citation.subject_key
        for citation in found
        if not citation.settlement.counts_for(citation.subject, citation.item)
    }


def _is_outlived(dispute: Dispute) -> bool:
    settlements = {one.settlement for one in dispute.disputing if one.settlement}
    return any(not each.counts_for(dispute.record, dispute.item) for each in settlements)


def settlements_still_count() -> Iterator[Violation]:
    """Yield the records with a dispute that was settled once, and is open again."""
    for noun, model in CITED.items():
        for record in model.objects.exclude(settlements=None).distinct().order_by("pk"):
            for dispute in disputes_of(record):
                if sentence := _reopened(dispute):
                    yield Violation(record, sentence % {"field": field_label(noun, dispute.field)})


def _reopened(dispute: Dispute) -> str:
    if _is_outlived(dispute):
        return _("The dispute about %(field)s was settled on another value than it has now.")
    is_weighed = {bool(citation.settlement) for citation in dispute.disputing}
    if is_weighed == {True, False}:
        return _("A source disputes %(field)s that was not weighed when the dispute was settled.")
    return ""
