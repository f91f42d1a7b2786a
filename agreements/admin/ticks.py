"""One citation that bears on many values: ticked among the fields, or at the rows themselves."""

from django import forms
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.editing.disputes import words_of
from agreements.editing.refusals import Refused
from agreements.models import Citation
from agreements.models.citation import CITED, citable_fields
from agreements.models.items import ITEMS
from agreements.punctuation import labelled

from .relations import RecordForm

SHOWN_LETTERS = 60
# What another citation by the same source, from the same place in it, says alike.
SAID_ALIKE = (
    *("source_id", "locator_unit", "locator", "claim", "stance", "basis", "stated_value"),
    *("speaker", "speaker_person_id", "speaker_position", "speaker_institution_id"),
)


class TickedFields(forms.MultipleChoiceField):
    """The fields that a new citation bears on, each with the value that the record has."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, one: forms.ChoiceField, values: dict):
        choices = [(field, _label(label, values.get(field))) for field, label in one.choices]
        super().__init__(
            label=gettext_lazy("Fields"),
            required=False,
            choices=[choice for choice in choices if choice[0]],
            help_text=gettext_lazy(
                "All that it says there; none where it speaks of the record as a whole."
            ),
        )

    def to_python(self, value):
        return super().to_python([text for text in value or () if text])

    def has_changed(self, initial, data):
        return bool([text for text in data or () if text])


class CitedRowForm(RecordForm):
    """A row that the first new citation of the same form may speak of as well."""

    is_cited = forms.BooleanField(
        label=gettext_lazy("The source says so"),
        required=False,
        help_text=gettext_lazy("The first new citation below is one of this row, too."),
    )


def _label(label: str, value: str | None) -> str:
    if not value:
        return label
    return labelled(label, value)


def values_in_words(record: models.Model) -> dict[str, str]:
    """Return what the values of a record are called, by its fields."""
    return {
        name: Truncator(words_of(record, name)).chars(SHOWN_LETTERS)
        for name in citable_fields(record._meta.model_name)
    }


def copy_of(citation: Citation, field: str, **links: object) -> Citation:
    """Return a citation by the same source that says the same of another field, not saved yet."""
    alike = {name: getattr(citation, name) for name in SAID_ALIKE}
    about = links if set(links) & set(Citation.SUBJECTS) else _subject_of(citation)
    return Citation(**alike, **{**about, **links}, field=field)


def _subject_of(citation: Citation) -> dict:
    return {citation.subject_name: citation.subject}


def entered_citation(formsets: list) -> Citation | None:
    """Return the first new citation that a form saved, None where it has none."""
    for formset in formsets:
        if formset.model is Citation and formset.new_objects:
            return formset.new_objects[0]
    return None


def cite_ticked_rows(record: models.Model, formsets: list) -> None:
    """Have the first new citation of a form speak of each row at which its source was ticked."""
    noun = record._meta.model_name
    citable = citable_fields(noun) if noun in CITED else ()
    fields = {Citation._meta.get_field(link).related_model: field for field, link in ITEMS.items()}
    entered = entered_citation(formsets)
    for formset in formsets:
        field = fields.get(formset.model)
        for form in formset.forms if field in citable else ():
            is_ticked = getattr(form, "cleaned_data", {}).get("is_cited")
            if is_ticked and form.instance.pk and form not in formset.deleted_forms:
                _cite_row(entered, field, form.instance)


def _cite_row(entered: Citation | None, field: str, row: models.Model) -> None:
    if entered is None:
        raise Refused(
            _("A source was ticked at a row: add a citation that says what it tells, and where.")
        )
    if entered.stance != Citation.Stance.SUPPORTS:
        raise Refused(_("Only a citation that supports what it tells can be ticked at a row."))
    copy_of(entered, field, **{ITEMS[field]: row}).save()
