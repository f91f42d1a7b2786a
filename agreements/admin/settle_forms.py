"""The forms with which a dispute is settled: the value, what sources say of it, and why."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from agreements.editing.disputes import TOLD_BY, Dispute
from agreements.editing.written_days import read_day
from agreements.lists import live
from agreements.models import Citation
from agreements.models.settlement import value_fields
from agreements.punctuation import labelled
from agreements.search.fold import fold

from .day_fields import DayField
from .reasons import ReasonField
from .relations import ManyRecordsField, OneRecordField

PREFIX = "value"
# The field of an item in which a rival is written, where its form has several.
WRITTEN_IN = {**TOLD_BY, "figures": "value"}
Stance = Citation.Stance


class SettleForm(forms.Form):
    """What each source says once a rival is in place, and why it is settled so."""

    def __init__(self, data, *, dispute: Dispute, rival: Citation | None):
        expected = dispute.stances_with(rival)
        fields = {
            citation.pk: self._stance(citation, dispute, expected)
            for citation in (dispute.citations if rival else ())
        }
        if data is not None:
            # A source that was not cited yet when the page was shown says what it says.
            data = data.copy()
            for key in fields:
                data.setdefault(_name(key), expected[key])
        super().__init__(data)
        self.fields |= {_name(key): field for key, field in fields.items()}
        self.fields["why"] = ReasonField()
        self._dispute = dispute

    def _stance(self, citation, dispute, expected):
        # Who speaks of all items at once does not dispute one of them.
        left_out = {Stance.DISPUTES} if citation not in dispute.own else set()
        allowed = [one for one in Stance if one == citation.stance or one not in left_out]
        return forms.ChoiceField(
            label=labelled(citation.source.publisher, citation.claim),
            choices=[(one, one.label) for one in allowed],
            initial=expected[citation.pk],
        )

    @property
    def rows(self) -> list[tuple[Citation, forms.BoundField | None]]:
        """Return each citation with the field of its stance, None where it stays as it is."""
        names = {citation: _name(citation.pk) for citation in self._dispute.citations}
        return [
            (citation, self[name] if name in self.fields else None)
            for citation, name in names.items()
        ]

    @property
    def stances(self) -> dict[int, str]:
        chosen = {citation.pk: _name(citation.pk) for citation in self._dispute.citations}
        return {
            key: self.cleaned_data[name]
            for key, name in chosen.items()
            if name in self.cleaned_data
        }


def _name(key: int) -> str:
    return f"stance-{key}"


def value_form(screen, request, dispute: Dispute, rival: Citation, data=None) -> forms.ModelForm:
    """Return the form of a disputed value as its screen has it, with the rival written in it."""
    # A form writes into its row even where it is refused; the page shows what stands.
    instance = reread(dispute.item or dispute.record)
    made = _form_class(screen, request, dispute)(data, instance=instance, prefix=PREFIX)
    # The page asks for the reason once, and no citation is entered on it.
    for name in ("why", "is_cited"):
        made.fields.pop(name, None)
    name = WRITTEN_IN.get(dispute.field, dispute.field)
    made.as_stated = read(made.fields[name], rival.stated_value)
    if data is None:
        # What was sent is compared with what the record holds: only then it is a change.
        made.initial[name] = made.as_stated
    return made


def reread(row: models.Model) -> models.Model:
    """Return a row as the database holds it."""
    return type(row)._base_manager.get(pk=row.pk)


def can_be_replaced(screen, request, dispute: Dispute) -> bool:
    """Return whether the screen has a form for the value, where another one can be entered."""
    if dispute.item:
        return True
    own = {field.name for field in dispute.record._meta.get_fields() if not field.auto_created}
    fixed = screen.get_readonly_fields(request, dispute.record)
    return dispute.field in own and dispute.field not in fixed


def _form_class(screen, request, dispute: Dispute) -> type[forms.ModelForm]:
    record = dispute.record
    if dispute.item:
        model = type(dispute.item)
        inline = next(one for one in screen.inlines if one.model is model)(
            screen.model, screen.admin_site
        )
        shown = [
            name for name in inline.fields if name not in ("position", *inline.readonly_fields)
        ]
        return inline.get_formset(request, record, fields=shown).form
    return screen.get_form(request, record, change=True, fields=_with_companions(dispute))


def _with_companions(dispute: Dispute) -> list[str]:
    """Return the fields of the form: the value, and what is known as exactly or told with it."""
    days = getattr(dispute.record, "DAYS", {})
    names = [
        name for name in value_fields(dispute.record, dispute.field) if name not in days.values()
    ]
    exactly = days.get(dispute.field)
    return list(dict.fromkeys([*names, *(day for day, other in days.items() if other == exactly)]))


def read(field: forms.Field, words: str) -> object:
    """Return what a source states as a form's field shows it, None where it cannot be read.

    Records are found by their exact names, in whichever script.
    """
    if isinstance(field, DayField):
        return _day(words)
    if isinstance(field, ManyRecordsField):
        found = [_named(field.queryset.model, part) for part in words.split(",")]
        return found if all(found) else None
    if isinstance(field, OneRecordField):
        return _named(field.queryset.model, words)
    if isinstance(field, forms.IntegerField):
        digits = words.replace(",", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        return int(digits) if digits.isascii() and digits.isdigit() else None
    if isinstance(field, forms.ChoiceField):
        labels = {fold(str(label)): key for key, label in field.choices if key}
        return labels.get(fold(words))
    return words or None


def _day(words: str) -> str | None:
    try:
        return read_day(words).iso or None
    except ValidationError:
        return None


def _named(model: type[models.Model], words: str) -> object:
    """Return the key of the one record of a name, None where none or several bear it."""
    found = live.bearers(model, words)
    return found[0] if len(found) == 1 else None
