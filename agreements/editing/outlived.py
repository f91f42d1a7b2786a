"""Citations that support a value which was changed after them: do they support the new one?"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Citation
from agreements.models.citation import CITED, ITEMS


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
            named = getattr(citation, f"{ITEMS[changed.field]}_id", None) if changed.item else None
            if not changed.item or named in (None, changed.item.pk):
                found.setdefault(citation.pk, Outlived(citation, changed))
    return list(found.values())


def settle(each: Outlived, answer: str) -> None:
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
