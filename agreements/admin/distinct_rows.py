"""Rows of one record that may not be alike: its parties, its members, its relations."""

from django import forms
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME


class LabelledRows(forms.BaseInlineFormSet):
    """Rows of a table, of which each box says what it is for."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if box := form.fields.get(DELETION_FIELD_NAME):
            box.widget.attrs["aria-label"] = box.label


class RowsUnderRules(LabelledRows):
    """Rows that break a rule between two of them in the words of the rule itself."""

    def get_unique_error_message(self, unique_check):
        """Return the sentence of the rule itself."""
        for constraint in self.model._meta.constraints:
            if set(unique_check) <= set(getattr(constraint, "fields", ())):
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


class DistinctRows(RowsUnderRules):
    """Rows of which each has something that no other of the record has.

    Rows are written one by one, and between two of them all rules must hold. Those that are to be
    deleted go first; those whose value another one takes let go of it before that.
    """

    def save_existing_objects(self, commit=True):
        if commit:
            self._make_way()
        return super().save_existing_objects(commit)

    def _make_way(self):
        """Delete what is to go, and have rows whose value another one takes lead nowhere.

        No record bears a negative number; where links lead is looked at when all is written.
        """
        deleted = [form.instance.pk for form in self.deleted_forms]
        self.model._base_manager.filter(pk__in=deleted).delete()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        written = [form.instance for form in kept if form.has_changed()]
        rows = self.model._base_manager.in_bulk([row.pk for row in written if row.pk])
        for rule in self._rules():
            taken = {self._values(row, rule) for row in written}
            for row in written:
                was = row.pk and self._values(rows[row.pk], rule)
                if was in taken and was != self._values(row, rule):
                    parked = {self._link(rule).attname: -row.pk}
                    self.model._base_manager.filter(pk=row.pk).update(**parked)

    def _rules(self):
        constraints = self.model._meta.constraints
        return [rule for rule in constraints if isinstance(rule, models.UniqueConstraint)]

    def _link(self, rule):
        """Return the link of a rule that does not lead to the record itself."""
        fields = map(self.model._meta.get_field, rule.fields)
        return next(field for field in fields if field.is_relation and field != self.fk)

    def _values(self, row, rule):
        return tuple(
            getattr(row, self.model._meta.get_field(field).attname)
            for field in rule.fields
            if field != self.fk.name
        )
