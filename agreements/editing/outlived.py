"""Citations that support a value which was changed after them: do they support the new one?"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.changes.record_history import steps_of, with_next
from agreements.evidence.values import field_label
from agreements.models import Citation, Version
from agreements.models.citation import CITED

from .violation import Violation

ROWS_AT_ONCE = 500


class Answer(models.TextChoices):
    """What becomes of a citation when the value that it supported is changed."""

    STILL_SUPPORTS = "supports", _("still supports it")
    NOW_DISPUTES = "disputes", _("now disputes it")
    REMOVE = "remove", _("remove the citation")


class Changed(NamedTuple):
    """A value that was changed: a field of a record, or one item of a field; what it was before."""

    field: str
    item: models.Model | None
    before: str


class Outlived(NamedTuple):
    """A citation that supported a value which was changed, and what it supported."""

    citation: Citation
    changed: Changed

    @property
    def parameter(self) -> str:
        """Return the name under which a form sends the answer."""
        return f"_outlived-{self.citation.pk}"


def outlived(record: models.Model, changes: Iterable[Changed], touched: set[int]) -> list[Outlived]:
    """Return the citations of a record that support what is changed, but for those `touched`.

    Touched are the primary keys of the citations that are changed or removed along with the value.
    """
    noun = record._meta.model_name
    if noun not in CITED:
        return []
    supporting = Citation.objects.filter(
        **{noun: record}, stance=Citation.Stance.SUPPORTS
    ).with_voices()
    found: dict[int, Outlived] = {}
    for changed in changes:
        for citation in supporting.filter(field=changed.field).exclude(pk__in=touched):
            if not changed.item or citation.item_key in (None, changed.item.pk):
                found.setdefault(citation.pk, Outlived(citation, changed))
    return list(found.values())


def carry_out(each: Outlived, answer: str) -> None:
    """Do with a citation what an editor answered."""
    citation = each.citation
    if answer == Answer.REMOVE:
        citation.delete()
        return
    if answer == Answer.NOW_DISPUTES:
        citation.stance = Citation.Stance.DISPUTES
        citation.stated_value = each.changed.before[:300]
    citation.checked_at = timezone.now()
    citation.save(update_fields=["stance", "stated_value", "checked_at"])


def citations_outlived_their_value() -> Iterator[Violation]:
    """Yield the records of which a value was changed after the citations that support it.

    Those that were changed in the same edit, or of which an editor said so since, speak of the
    value as it stands.
    """
    for noun, model in CITED.items():
        for (key, field), change in last_changes(model).items():
            supporting = Citation.objects.filter(
                **{f"{noun}_id": key}, field=field, stance=Citation.Stance.SUPPORTS
            )
            if any(speaks_of_earlier(citation, change) for citation in supporting):
                sentence = _("A citation of %(field)s is older than the value that it supports.")
                record = model.objects.get(pk=key)
                yield Violation(record, sentence % {"field": field_label(noun, field)})


def last_changes(model: type[models.Model]) -> dict[tuple, Version]:
    """Return {(key of a record, field): its last change} of the fields that sources state."""
    fields = {one.attname: one.name for one in model._meta.concrete_fields}
    versions = Version.objects.filter(table=model._meta.db_table, op=Version.Op.UPDATE)
    versions = with_next(versions.order_by("pk"))
    found: dict[tuple, Version] = {}
    for part in batched(versions.iterator(), ROWS_AT_ONCE):
        by_number = {version.pk: version for version in part}
        for step in steps_of(part):
            for attname in step.values:
                if fields[attname] in model.PUBLIC_FIELDS:
                    found[step.key, fields[attname]] = by_number[step.number]
    return found


def speaks_of_earlier(citation: Citation, change: Version) -> bool:
    """Return whether a citation has not been looked at since a value was changed."""
    if citation.checked_at and citation.checked_at >= change.at:
        return False
    rows = Version.objects.filter(table=Citation._meta.db_table, key=str(citation.pk))
    newest = rows.order_by("-pk").first()
    if newest is None:
        return True
    is_same_edit = newest.edit_id is not None and newest.edit_id == change.edit_id
    return not is_same_edit and newest.at < change.at


def batched(rows: Iterable, size: int) -> Iterator[list]:
    """Yield the rows in lists of at most so many."""
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part
