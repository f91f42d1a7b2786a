"""Which values of a record no source supports yet, and where they stand in its form."""

from typing import NamedTuple

from django.contrib import messages
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.editing.disputes import words_of
from agreements.editing.uncited import cited_fields
from agreements.evidence.values import Evidence
from agreements.models.citation import CITED
from agreements.models.items import ITEMS, needs_source
from agreements.punctuation import listed


class Uncited(NamedTuple):
    """A value without a source: its field in words, what it is called, where the form has it."""

    label: str
    words: str
    anchor: str


def uncited_in_form(record: models.Model) -> list[Uncited]:
    """Return the values of a record that no citation supports, in the order of its fields."""
    noun = record._meta.model_name
    if noun not in CITED:
        return []
    evidence = Evidence(record, record.citations.with_voices())
    return [
        Uncited(value.label, words_of(record, value.field, value.item), _anchor(value.field))
        for value in evidence.of_fields(cited_fields(noun))
        if not value.supporters and not value.conclusions and needs_source(value.item)
    ]


def tell_of_uncited(request, record: models.Model) -> None:
    """Say, where a record was saved, which of its values no source supports yet."""
    if values := uncited_in_form(record):
        name = f"admin:agreements_{record._meta.model_name}_change"
        sentence = _("No source supports these values of {record} yet: {values}.")
        link = format_html(
            '<a href="{}#uncited-heading">{}</a>', reverse(name, args=[record.pk]), record
        )
        labels = listed(dict.fromkeys(str(value.label) for value in values))
        messages.warning(request, format_html(sentence, record=link, values=labels))


def _anchor(field: str) -> str:
    return f"{field}-group" if field in ITEMS else f"id_{field}"
