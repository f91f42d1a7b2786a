"""Truths about single values that no constraint holds: a field's own rules, on all that is stored.

Forms keep them before a value is saved; what came in by fixtures or by SQL did not pass a form.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Citation, Identifier, Name, Settlement, Translation
from agreements.nouns import NOUNS

from .violation import Violation

# What belongs to records and holds texts, besides the records themselves.
PARTS = (Name, Translation, Identifier, Citation, Settlement)


def texts_are_clean() -> Iterator[Violation]:
    """Yield the records with a text, of their own or about them, that no form would take."""
    for model in (*(noun.model for noun in NOUNS.values()), *PARTS):
        fields = [field for field in model._meta.concrete_fields if _is_text(field)]
        rows = model.objects.order_by("pk").values_list("pk", *(field.name for field in fields))
        for key, *values in rows.iterator():
            for field, value in zip(fields, values, strict=True):
                if problem := _problem(field, value):
                    record = model.objects.get(pk=key)
                    sentence = _("“%(field)s”: %(problem)s") % {
                        "field": field.verbose_name,
                        "problem": problem,
                    }
                    yield Violation(getattr(record, "subject", record), sentence)


def identifiers_are_written_alike() -> Iterator[Violation]:
    """Yield the institutions with an identifier that its scheme writes otherwise, or not at all.

    Written in two ways it could belong to two bodies, and its address leads nowhere.
    """
    for identifier in Identifier.objects.select_related("institution").order_by("pk").iterator():
        if identifier.canonical != identifier.value:
            sentence = _("%(identifier)s is not written as its scheme has it.")
            yield Violation(identifier.institution, sentence % {"identifier": identifier})


def _is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField) and field.editable


def _problem(field: models.Field, value: str) -> str:
    try:
        if value:
            field.run_validators(value)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
