"""What becomes of the sources of two records that are one.

A source that is cited for a value keeps saying what it said: where the other value is chosen, it
disputes that one and states its own. No citation ends up in support of what it was not cited for.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from agreements.models import Citation
from agreements.models.citation import CITED
from agreements.models.items import ITEMS
from agreements.punctuation import listed
from agreements.search.fold import fold

from .disputes import LONGEST_STATED
from .merged_values import Side, Value, differences, is_named_twice, is_renamed, value_of

Stance = Citation.Stance


class Turned(NamedTuple):
    """What a citation says of the value that is chosen."""

    citation: Citation
    stance: str
    stated_value: str

    @property
    def is_changed(self) -> bool:
        now = self.citation.stance, self.citation.stated_value
        return (self.stance, self.stated_value) != now

    @property
    def stance_label(self) -> str:
        return Stance(self.stance).label


def turned(citation: Citation, was: Value, now: Value, *, is_near: bool = False) -> Turned:
    """Return what a citation of a value says of the one that is in its place.

    Of what is only near to what it speaks of it says nothing, nor of an empty value.
    """
    stance, stated = citation.stance, citation.stated_value
    if was.held == now.held or stance == Stance.BEARS:
        return Turned(citation, stance, stated)
    is_near |= was.is_empty or now.is_empty
    if stance == Stance.SUPPORTS:
        is_near |= _is_as_exact_as_known(was, now)
        stated = was.words[:LONGEST_STATED]
        return Turned(citation, Stance.BEARS if is_near else Stance.DISPUTES, stated)
    if is_near or not stated:
        return Turned(citation, Stance.BEARS, stated)
    if fold(stated) == fold(now.words):
        return Turned(citation, Stance.SUPPORTS, "")
    return Turned(citation, Stance.DISPUTES, stated)


def _is_as_exact_as_known(was: Value, now: Value) -> bool:
    """Return whether two days are one, of which one source tells more: "2024", "June 2024"."""
    shorter, longer = sorted((was.day, now.day), key=len)
    return bool(shorter) and longer.startswith(shorter)


def turns(
    record: models.Model,
    lost: models.Model,
    kept: models.Model,
    sides: Mapping[str, str],
) -> Iterator[Turned]:
    """Yield what becomes of the citations of one of two records' values, but for its name.

    `sides` has for each difference, by its name, whose value is chosen. Where the values of both
    are joined, who speaks of some of them speaks of something near.
    """
    chosen = {field: sides[one.name] for one in differences(lost, kept) for field in one.fields}
    for field, citations in _by_field(record, lost, kept).items():
        own, others = (value_of(one, field) for one in (kept, lost))
        is_set = bool(own.keys | others.keys)
        side = chosen.get(field, Side.BOTH if is_set else Side.KEPT)
        was = own if record == kept else others
        now = {Side.KEPT: own, Side.LOST: others, Side.BOTH: _joined(was, own, others)}[side]
        is_described = field == record.TITLE_FIELD and not is_named_twice(lost, kept)
        for citation in citations:
            yield turned(citation, was, now, is_near=side == Side.BOTH or is_described)


def _by_field(
    record: models.Model, lost: models.Model, kept: models.Model
) -> dict[str, list[Citation]]:
    """Return the citations of each value of its own but those of a name that stays one."""
    if record._meta.model_name not in CITED:
        return {}
    found: dict[str, list[Citation]] = {}
    for citation in record.citations.with_voices().exclude(field="").exclude(field__in=ITEMS):
        found.setdefault(citation.field, []).append(citation)
    if is_renamed(lost, kept):
        found.pop(record.TITLE_FIELD, None)
    return found


def _joined(was: Value, first: Value, second: Value) -> Value:
    keys = first.keys | second.keys
    return Value(listed((first.words, second.words)), was.held if keys == was.keys else "", keys)


def turn_citations(
    lost: models.Model, kept: models.Model, sides: Mapping[str, str]
) -> set[int | None]:
    """Have citations say of the chosen values what they said; return the decisions they leave.

    What was decided on a value that is not chosen says nothing of the other one.
    """
    if kept._meta.model_name not in CITED:
        return set()
    decided = set()
    found = [one for record in (lost, kept) for one in turns(record, lost, kept, sides)]
    for citation, stance, stated_value in (one for one in found if one.is_changed):
        decided.add(citation.settlement_id)
        citation.stance, citation.stated_value, citation.settlement = stance, stated_value, None
        citation.checked_at = timezone.now()
        citation.save(update_fields=["stance", "stated_value", "settlement", "checked_at"])
    for record, other in ((lost, kept), (kept, lost)):
        decided |= _tell_items_apart(record, other, lost, kept)
    return decided


def _tell_items_apart(record, other, lost, kept) -> set[int]:
    """Have who speaks of all parties, names and so on of a record speak of each of these.

    Otherwise it would speak of those of the other record, too.
    """
    decided = set()
    for citation in record.citations.filter(field__in=ITEMS):
        field = citation.field
        grows = getattr(other, field).exists() or (field == "names" and is_renamed(lost, kept))
        if citation.item_key or not grows or citation.stance == Stance.BEARS:
            continue
        decided.add(citation.settlement_id)
        items = list(getattr(record, field).all()) if citation.stance == Stance.SUPPORTS else []
        if not items:
            citation.stance, citation.settlement = Stance.BEARS, None
        for number, item in enumerate(items):
            setattr(citation, ITEMS[field], item)
            citation.pk = None if number else citation.pk
            citation._state.adding = bool(number)
            citation.save()
        if not items:
            citation.save()
    return decided
