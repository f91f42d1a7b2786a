"""Forms of records, and of rows that belong to them: links are searched for as one types."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.db import models
from django.utils.text import capfirst

from .day_fields import DaysForm, day_field, with_precisions
from .languages import LanguageField
from .line_breaks import LinesField
from .record_labels import record_label
from .storable import is_key_of

# Each of their boxes has a label that says more.
Grouped = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class ValidKeys:
    """Asks the database only for records that can exist and are not loaded yet."""

    loaded = None

    def optgroups(self, name, value, attr=None):
        value = [text for text in value if not text or is_key_of(self.field.related_model, text)]
        if self.loaded is None or value != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.loaded)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, self.loaded.pk, label, True, len(blank))
        return [(None, [*blank, chosen], 0)]


class OneRecordSelect(ValidKeys, AutocompleteSelect):
    """An autocomplete for one record."""


class ManyRecordsSelect(ValidKeys, AutocompleteSelectMultiple):
    """An autocomplete for many records."""


class OneRecordField(forms.ModelChoiceField):
    """A link to one record."""

    def __init__(self, *args, relation, **kwargs):
        self.relation = relation
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj):
        return record_label(obj)

    @property
    def select(self):
        """Return the autocomplete itself, without the links that the admin puts around it."""
        return getattr(self.widget, "widget", self.widget)

    def to_python(self, value):
        if self.select.loaded is not None and value == str(self.select.loaded.pk):
            return self.select.loaded
        if value not in self.empty_values and not is_key_of(self.relation.related_model, value):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return super().to_python(value)


class ManyRecordsField(forms.ModelMultipleChoiceField):
    """Links to many records."""

    def label_from_instance(self, obj):
        return record_label(obj)

    def __init__(self, *args, relation, **kwargs):
        self.relation = relation
        super().__init__(*args, **kwargs)

    def _check_values(self, value):
        for key in value:
            if not is_key_of(self.relation.related_model, key):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": key},
                )
        return super()._check_values(value)


class RecordForm(DaysForm):
    """A form whose autocompletes take the records that were loaded along with its own."""

    # Why what was sent cannot be saved now, whatever it says.
    refusal = ""

    def clean(self):
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        return super().clean()

    def _post_clean(self):
        """Look at what was changed: a row that stands as it is keeps the rules of the database.

        Each rule is a query, ten for a citation, and a record may have hundreds of them.
        """
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if self.prefix and field.label and not isinstance(field.widget, Grouped):
                # A table of rows has no labels of its own.
                widget = getattr(field.widget, "widget", field.widget)
                widget.attrs.setdefault("aria-label", capfirst(field.label))
            # A form may ask for links of other records, too: of those that it makes on the way.
            if isinstance(field, OneRecordField) and isinstance(
                self.instance, field.relation.model
            ):
                loaded = field.relation.get_cached_value(self.instance, default=None)
                field.select.loaded = loaded


class RelationsMixin:
    """Autocompletes for relations, and texts that both databases can hold."""

    form = RecordForm
    formfield_overrides = {
        models.TextField: {
            "form_class": LinesField,
            "widget": AdminTextareaWidget(attrs={"rows": 3}),
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def get_fieldsets(self, request, obj=None):
        """Return the fields; who only reads them sees beside a day how exactly it is known."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        days = getattr(self.model, "DAYS", {})
        return [
            (title, {**options, "fields": with_precisions(options["fields"], days)})
            for title, options in fieldsets
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateField) and not isinstance(
            db_field, models.DateTimeField
        ):
            return day_field(db_field)
        if db_field.name == "language":
            label = capfirst(db_field.verbose_name)
            return LanguageField(label=label, required=not db_field.blank)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneRecordSelect(db_field, self.admin_site))
            kwargs |= {"form_class": OneRecordField, "relation": db_field}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ManyRecordsSelect(db_field, self.admin_site))
        kwargs |= {"form_class": ManyRecordsField, "relation": db_field}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RowsInline(RelationsMixin, admin.TabularInline):
    """What belongs to a record, a row each; on a narrow screen each row is a block."""

    template = "admin/agreements/rows.html"
    view_on_site = False
