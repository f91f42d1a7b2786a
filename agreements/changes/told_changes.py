"""Changes of rows as readers are told of them: in names and words rather than keys and codes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import CharField, Field, Model, TextField, URLField
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.evidence.values import field_label
from agreements.models import Citation, Settlement, Version
from agreements.models.languages import language_name
from agreements.models.numbers import grouped
from agreements.models.shown_names import ShownName, shown_words
from agreements.punctuation import labelled

from .past_record import with_names
from .record_history import Step

# What speaks of one field of a record, which is named with it.
OF_A_FIELD = (Citation, Settlement)


class Line(NamedTuple):
    """A value that was changed: its name, and what it was and became, empty where it was none."""

    label: str
    before: str
    after: str


class Told(NamedTuple):
    """What was changed in one row: what the row is, empty for the record's own, and its values."""

    op: str
    subject: str
    lines: list[Line]


class Telling:
    """Tells of the changes of rows in the history of a record.

    The names of all records that they lead to are read at once, as they are now.
    """

    def __init__(self, record: Model, steps: Iterable[Step]):
        self._record = record
        keys = defaultdict(set)
        for step in steps:
            for field, pair in self._shown(step):
                if field.remote_field:
                    keys[field.related_model].update(key for key in pair if key is not None)
        self._names = {
            (model, key): getattr(found, "shown_name", str(found))
            for model, wanted in keys.items()
            for key, found in with_names(model).in_bulk(wanted).items()
        }

    def of(self, step: Step) -> Told:
        """Return a change of a row in words."""
        if step.model._meta.auto_created:
            # A link to another record is a value of this one.
            return Told(Version.Op.UPDATE, "", self._lines_of_link(step))
        languages = step.values.get("language", ("", ""))
        lines = [
            Line(
                capfirst(field.verbose_name),
                *(self._text(field, *value) for value in zip(pair, languages, strict=True)),
            )
            for field, pair in self._shown(step)
        ]
        return Told(step.op, self._subject(step), [one for one in lines if one.before or one.after])

    def _told_model(self, _step: Step) -> type[Model]:
        """Return of which noun the record is whose row a step changed."""
        return type(self._record)

    def _shown(self, step: Step) -> list[tuple[Field, tuple]]:
        """Return (field, (before, after)) of the values that say something to a reader."""
        fields = {field.attname: field for field in step.model._meta.concrete_fields}
        pairs = ((fields[name], pair) for name, pair in step.values.items())
        return [
            (field, pair)
            for field, pair in pairs
            if not self._is_plumbing(step, field) and not is_a_matter_of_course(step, field, pair)
        ]

    def _is_plumbing(self, step: Step, field: Field) -> bool:
        """Return whether a field holds a key, or only leads to the record of which this tells."""
        told = self._told_model(step)
        leads_back = field.remote_field and field.related_model is told
        hangs_on = field.model is not told
        return field.primary_key or bool(leads_back and hangs_on)

    def _subject(self, step: Step) -> str:
        """Return what a row is that hangs on the record: a citation of its day, a party."""
        if step.model is self._told_model(step):
            return ""
        label = capfirst(step.model._meta.verbose_name)
        field = next(filter(None, reversed(step.values.get("field", ()))), None)
        if step.model in OF_A_FIELD and field:
            noun = self._told_model(step)._meta.model_name
            return labelled(label, field_label(noun, field))
        return label

    def _lines_of_link(self, step: Step) -> list[Line]:
        """Return the line of a link to one of several records, such as a sector."""
        own = self._told_model(step)
        for field in own._meta.many_to_many:
            if field.remote_field.through is step.model:
                other = step.model._meta.get_field(field.m2m_reverse_field_name())
                pair = step.values.get(other.attname, (None, None))
                return [
                    Line(capfirst(field.verbose_name), *(self._text(other, one) for one in pair))
                ]
        # Django itself names the fields of a link, in English.
        return [
            Line(
                capfirst(field.related_model._meta.verbose_name),
                *(self._text(field, value) for value in pair),
            )
            for field, pair in self._shown(step)
        ]

    def _text(self, field: Field, value: object, language: str | None = "") -> str:
        if value in (None, ""):
            return ""
        if field.remote_field:
            return self._names.get((field.related_model, value), _("a record since deleted"))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if field.name == "language":
            return str(language_name(value))
        if isinstance(field, CharField | TextField) and not isinstance(field, URLField):
            return in_its_language(field, value, language or "")
        return text_of(value)


def in_its_language(field: Field, text: str, language: str) -> ShownName:
    """Return a text with its language: that of its row, empty where the change does not tell it."""
    names = {one.name for one in field.model._meta.concrete_fields}
    return ShownName(text, language) if "language" in names else shown_words(text)


def is_a_matter_of_course(step: Step, field: Field, pair: tuple) -> bool:
    """Return whether a value goes without saying: what any new row has, or what names the row."""
    if step.model in OF_A_FIELD and field.name in ("field", "held"):
        return True
    is_whole_row = step.op in (Version.Op.INSERT, Version.Op.DELETE)
    return is_whole_row and field.has_default() and field.get_default() in pair


def text_of(value: object) -> str:
    """Return a value as a reader of the page's language writes it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return grouped(value) if isinstance(value, int) else str(value)
