"""One box for a day: as exactly as somebody writes it, it is known."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.editing.future_days import future_problem
from agreements.editing.written_days import read_day
from agreements.models.days import Day, Precision
from agreements.punctuation import in_sequence_lazily

HINT = _("Write 2022, 2022-07, 2022-07-29 or 29 July 2022, as exactly as it is known.")
EXACT_HINT = _("Write 2022-07-29 or 29 July 2022.")


class DayField(forms.CharField):
    """A day, or a month or a year only; cleaned, it is a Day."""

    def __init__(self, *, is_exact=False, **options):
        self.is_exact = is_exact
        super().__init__(max_length=40, widget=AdminTextInputWidget({"size": 20}), **options)

    def to_python(self, value):
        day = read_day(super().to_python(value))
        if self.is_exact and day.precision != Precision.DAY:
            raise ValidationError(_("Give the whole day."))
        return day

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Ask for nothing more: what was read is a Day, and no text."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def day_field(db_field):
    """Return the form's field for a day of a model."""
    is_exact = db_field.name not in db_field.model.DAYS
    hint = EXACT_HINT if is_exact else HINT
    return DayField(
        is_exact=is_exact,
        label=capfirst(db_field.verbose_name),
        required=not db_field.blank,
        help_text=in_sequence_lazily(*filter(None, (db_field.help_text, hint))),
    )


def with_precisions(fields, days):
    """Return the fields of a page that is only read, each vague day beside how it is known."""
    beside = {}
    for day, precision in days.items():
        if precision not in beside.values():
            beside[day] = precision
    return [_row(field, beside) for field in fields]


def _row(field, beside):
    row = [field] if isinstance(field, str) else list(field)
    for name in [name for name in row if name in beside]:
        row.insert(row.index(name) + 1, beside[name])
    return tuple(row) if len(row) > 1 else field


class DaysForm(forms.ModelForm):
    """A form that keeps with each day how exactly it was written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._day_names():
            if on := getattr(self.instance, name):
                precision = self.instance.DAYS.get(name)
                exactly = getattr(self.instance, precision) if precision else Precision.DAY
                self.initial[name] = Day(on, exactly).iso

    def _day_names(self):
        days = [name for name, field in self.fields.items() if isinstance(field, DayField)]
        return [name for name in days if hasattr(self.instance, name)]

    def _get_validation_exclusions(self):
        """Have the model look at how exactly days are known, too."""
        days = getattr(self.instance, "DAYS", {})
        known = {days[name] for name in self._day_names() if name in days}
        return super()._get_validation_exclusions() - known

    def _post_clean(self):
        self._keep_precisions()
        super()._post_clean()
        for name in self._day_names():
            if name in self.cleaned_data and (problem := future_problem(self.instance, name)):
                self.add_error(name, problem)

    def _keep_precisions(self):
        """Put each day where the model has it, and beside it how exactly it is known."""
        known = {}
        for name in self._day_names():
            if (day := self.cleaned_data.get(name)) is None:
                continue
            self.cleaned_data[name] = day.on
            precision = self.instance.DAYS.get(name)
            if precision is None or not day:
                continue
            if known.setdefault(precision, day.precision) != day.precision:
                self.add_error(name, _("Give both days equally exactly."))
        for name in self._day_names():
            if precision := self.instance.DAYS.get(name):
                exactly = known.get(precision, Precision.DAY)
                setattr(self.instance, precision, exactly)
                # Whoever may add rows, but not change them, is shown it beside the day.
                self.cleaned_data[precision] = exactly
