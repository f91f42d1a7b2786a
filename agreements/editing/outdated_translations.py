"""Translations of summaries that were changed after them: do they still say the same?"""

from collections.abc import Iterator

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from agreements.models import Translation, Version
from agreements.models.languages import language_name

from .violation import Violation


def translations_follow_their_summaries() -> Iterator[Violation]:
    """Yield the records whose summary is another one than that which was translated.

    A summary that was changed in the same edit as its translation is the one that was translated.
    """
    for noun in Translation.SUBJECTS:
        for translation in _with_summary_then(noun).iterator():
            record = getattr(translation, noun)
            then = Version(table=record._meta.db_table, old=translation.held).columns
            if then is not None and then.get("summary") != record.summary:
                yield Violation(record, _outdated(translation))


def _outdated(translation: Translation) -> str:
    sentence = _(
        "The summary was changed after its translation (%(language)s). Change the translation; if "
        "it still says the same, remove it and enter it again."
    )
    return sentence % {"language": language_name(translation.language)}


def _with_summary_then(noun: str) -> QuerySet:
    """Return a noun's translations; `held` has what the record held then, None if no less now."""
    table = Translation._meta.get_field(noun).related_model._meta.db_table
    newest = _versions(Translation._meta.db_table, "pk").order_by("-pk")
    later = _versions(table, f"{noun}_id").filter(pk__gt=Coalesce(OuterRef("newest"), Value(0)))
    in_another_edit = Q(edit=None) | ~Q(edit=Coalesce(OuterRef("edit"), Value(0)))
    held = later.filter(in_another_edit).order_by("pk").values("old")[:1]
    return (
        Translation.objects.exclude(**{noun: None})
        .select_related(noun)
        .annotate(newest=Subquery(newest.values("pk")[:1]))
        .annotate(edit=Subquery(newest.values("edit")[:1]))
        .annotate(held=Subquery(held))
    )


def _versions(table: str, key: str) -> QuerySet:
    return Version.objects.filter(table=table, key=Cast(OuterRef(key), CharField()))
