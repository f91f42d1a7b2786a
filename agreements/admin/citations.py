"""Names, figures and citations, entered on the page of the record that they speak about."""

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.editing.integrity import dispute_problem
from agreements.evidence.coverage import meters
from agreements.evidence.values import field_label
from agreements.models import Citation, Figure, Name, Translation
from agreements.models.citation import citable_fields
from agreements.models.items import ITEMS

from .accepting import proposal_to_show
from .distinct_rows import LabelledRows, RowsUnderRules
from .relations import RecordForm, RelationsMixin, RowsInline
from .ticks import CitedRowForm, TickedFields, copy_of, values_in_words

WEIGHED = {"field", *ITEMS.values(), "stance", "basis", "stated_value"}


class NameInline(RowsInline):
    """The other names of a record."""

    model = Name
    form = CitedRowForm
    formset = LabelledRows
    extra = 0
    fields = ["text", "language", "kind", "is_cited"]


class TranslationInline(RowsInline):
    """The summary of a record in other languages."""

    model = Translation
    formset = RowsUnderRules
    extra = 0
    fields = ["language", "text"]


class FigureInline(RowsInline):
    """The numbers that somebody stated about a record."""

    model = Figure
    form = CitedRowForm
    formset = LabelledRows
    extra = 0
    fields = [
        "measure",
        "bound",
        "value",
        "upper",
        "as_of",
        "leaves_out",
        "is_cited",
        "listed",
    ]
    readonly_fields = ["listed"]
    autocomplete_fields = ["leaves_out"]

    @admin.display(description=_("listed here"))
    def listed(self, figure):
        """Return how much of the number the register lists: "2 of 13"."""
        [meter] = meters(Figure.objects.with_left_out().filter(pk=figure.pk)) or [None]
        return meter.sentence if meter and meter.recorded is not None else "-"


class CitationForm(RecordForm):
    """A citation about one record; it may name one of the record's own parties, names and so on.

    A new one may bear on several fields, and is kept as one citation of each.
    """

    def __init__(self, *args, items, values=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.ticked = []
        self.named = {}
        if self.instance.pk is None and "field" in self.fields:
            self.fields["field"] = TickedFields(self.fields["field"], values)
        for link, (rows, choices) in items.items():
            if link in self.fields:
                self.fields[link].queryset = rows
                self.fields[link].choices = choices

    def clean(self):
        """Take the first of several ticked fields for its own, rather one whose item is named."""
        cleaned = super().clean() or self.cleaned_data
        if isinstance(cleaned.get("field"), list):
            links = {field: link for field, link in ITEMS.items() if cleaned.get(link)}
            self.ticked = sorted(cleaned["field"], key=lambda field: field not in links)
            self.named = {field: cleaned[links[field]] for field in self.ticked if field in links}
            cleaned["field"] = next(iter(self.ticked), "")
            for field in self.ticked[1:]:
                if field in links:
                    cleaned[links[field]] = None
        return cleaned

    @property
    def fields_borne_on(self):
        """Return the fields that it bears on: several only of a new one."""
        return self.ticked or [self.cleaned_data.get("field")]


class RemainingForms:
    """A formset that tells which of its rows will stand once it is saved."""

    @property
    def remaining_forms(self):
        """Return the forms that hold a row and are not to be deleted, right or wrong."""
        return [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not self._should_delete_form(form)
        ]


class CitationFormSet(RemainingForms, forms.BaseInlineFormSet):
    """The citations about one record."""

    @cached_property
    def items(self):
        """Return, for each link to one of several values, the rows it may lead to and its choices.

        They are the same for all forms, and so are asked for once.
        """
        return {
            ITEMS[field]: self._choices(field)
            for field in citable_fields(self.fk.name)
            if field in ITEMS and self.instance.pk
        }

    @cached_property
    def values(self):
        """Return in words the values that the record has, by its fields."""
        return values_in_words(self.instance) if self.instance.pk else {}

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "items": self.items, "values": self.values}

    def clean(self):
        super().clean()
        for form in self.remaining_forms:
            self._check_dispute(form)

    def _check_dispute(self, form):
        if form.cleaned_data.get("stance") != Citation.Stance.DISPUTES:
            return
        for field in self._own_fields.intersection(form.fields_borne_on):
            value = self.instance.has_value(field) or None
            if problem := dispute_problem(value):
                form.add_error("stance", problem)
                return

    @property
    def _own_fields(self):
        """Return the names of the fields that the record itself holds."""
        return {field.name for field in self.instance._meta.concrete_fields}

    def save_existing(self, form, obj, commit=True):
        self._let_go_of_deleted(form.instance)
        if WEIGHED & {*form.changed_data}:
            # What was weighed when its dispute was settled is something else by now.
            form.instance.settlement = None
        return super().save_existing(form, obj, commit)

    def save_new(self, form, commit=True):
        self._let_go_of_deleted(form.instance)
        saved = super().save_new(form, commit)
        for field in form.ticked[1:]:
            also = copy_of(saved, field)
            if field in form.named:
                setattr(also, ITEMS[field], form.named[field])
            self._let_go_of_deleted(also)
            also.save()
        return saved

    def _choices(self, field):
        # A party is shown by its institution, a link by the other agreement.
        shown_by = "to_agreement" if field == "links" else "institution"
        rows = getattr(self.instance, field).select_related(shown_by)
        return rows, [("", _("All of them")), *((row.pk, str(row)) for row in rows)]

    def _let_go_of_deleted(self, citation):
        """Unlink what was deleted a moment ago, in another part of the same page."""
        for link in self.items:
            key = getattr(citation, f"{link}_id")
            if key and key not in self._standing(link):
                setattr(citation, link, None)

    def _standing(self, link):
        """Return the keys that are left of a link's rows: asked for once, after all were saved."""
        if link not in self._left:
            rows, _choices = self.items[link]
            self._left[link] = set(rows.order_by().values_list("pk", flat=True))
        return self._left[link]

    @cached_property
    def _left(self):
        return {}


class CitationInline(RelationsMixin, admin.StackedInline):
    """The citations about a record of the noun that `fk_name` names."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet
    template = "admin/agreements/citation_lines.html"
    extra = 0
    autocomplete_fields = ["source", "speaker_person", "speaker_institution"]
    view_on_site = False

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if proposal_to_show(request, obj) else 0

    def get_fieldsets(self, request, obj=None):
        """Return the fields of a citation; a new record has no parties or names to point at yet."""
        items = [ITEMS[field] for field in citable_fields(self.fk_name) if field in ITEMS]
        return [
            (
                None,
                {
                    "fields": [
                        "source",
                        ("locator_unit", "locator"),
                        "claim",
                        "field",
                        *(items if obj else []),
                    ]
                },
            ),
            (_("Stance"), {"fields": [("stance", "basis"), "stated_value"]}),
            (
                _("Whom the source quotes"),
                {
                    "fields": [
                        ("speaker", "speaker_position"),
                        ("speaker_person", "speaker_institution"),
                    ]
                },
            ),
        ]

    def get_queryset(self, request):
        linked = super().get_queryset(request)
        return linked.select_related(
            "source__publisher",
            "speaker_person",
            "speaker_institution__country",
            "speaker_institution__place",
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "field":
            return forms.ChoiceField(
                label=_("Field"),
                required=False,
                choices=[(field, field_label(self.fk_name, field)) for field in self._fields],
                help_text=_("The field that the citation bears on."),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in ITEMS.values():
            kwargs["error_messages"] = {
                "invalid_choice": _("A citation can name only what belongs to this very record.")
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @property
    def _fields(self):
        return ["", *citable_fields(self.fk_name)]


def inlines_about(noun, *, citations=CitationInline):
    """Return the inlines of what is told of a noun's records, as far as it has them."""
    return [
        type(f"{noun.title()}{inline.__name__}", (inline,), {"fk_name": noun})
        for inline in (NameInline, TranslationInline, FigureInline, citations)
        if noun in inline.model.SUBJECTS
    ]
