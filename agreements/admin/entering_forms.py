"""The parts of the form of a new agreement: its source, parties and sectors, known ones or new."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
)
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from agreements.models import Citation, Institution, Person, Place, Publisher, Sector, Source

from .citations import CitationForm
from .day_fields import day_field
from .languages import LanguageField
from .reasons import ReasonedRecordForm
from .relations import OneRecordField, OneRecordSelect
from .ticks import CitedRowForm

SOURCE = "source"
TYPED_OF_SOURCE = (
    *("source_url", "source_title", "source_publisher", "source_new_publisher"),
    *("source_kind", "source_published_on", "source_language"),
)


def link_to(model: type[models.Model], name: str, **options) -> OneRecordField:
    """Return an autocomplete as the form of a model has it for one of its links."""
    relation = model._meta.get_field(name)
    options = {"label": capfirst(relation.verbose_name), "required": False, **options}
    return OneRecordField(
        queryset=relation.related_model._default_manager.all(),
        widget=OneRecordSelect(relation, admin.site),
        relation=relation,
        **options,
    )


def text_of(model: type[models.Model], name: str, **options) -> forms.CharField:
    """Return a line of text under the rules of a field of a model, which may be left empty."""
    field = model._meta.get_field(name)
    options = {"label": capfirst(field.verbose_name), "help_text": field.help_text, **options}
    return forms.CharField(
        required=False,
        max_length=field.max_length,
        widget=AdminTextInputWidget(),
        **options,
    )


def choice_of(model: type[models.Model], name: str) -> forms.ChoiceField:
    """Return a choice as a model has it, which may be left empty."""
    field = model._meta.get_field(name)
    choices = [("", "---------"), *field.choices]
    return forms.ChoiceField(label=capfirst(field.verbose_name), required=False, choices=choices)


def day_of(model: type[models.Model], name: str) -> forms.Field:
    field = day_field(model._meta.get_field(name))
    field.required = False
    return field


def check(form: forms.BaseForm, record: models.Model, fields: dict[str, str], later=()) -> None:
    """Look at a new record; what is wrong with it is said at the fields in which it was typed.

    `fields` are those of the form by those of the record; `later` are filled in when it is saved.
    """
    try:
        record.full_clean(exclude=["ref", *later])
    except ValidationError as error:
        for name, problems in error.error_dict.items():
            place = fields.get(name) if name != NON_FIELD_ERRORS else None
            form.add_error(place, problems)


class EnteringForm(ReasonedRecordForm):
    """The form of a new agreement, which begins with what tells of it."""

    # The source at the typed address, where there is one already.
    known_source = None

    source = link_to(
        Citation,
        SOURCE,
        help_text=_("One that is here: a title, an address, a publisher or a number."),
    )
    source_url = forms.URLField(
        label=_("Address of a new source"),
        required=False,
        assume_scheme="https",
        max_length=500,
        widget=AdminURLFieldWidget(),
        help_text=_("One that is here already is known by its address, however it is written."),
    )
    source_title = text_of(Source, "title")
    source_publisher = link_to(Source, "publisher")
    source_new_publisher = text_of(
        Publisher, "name", label=_("New publisher"), help_text=_("Its name, if it is not here yet.")
    )
    source_kind = choice_of(Source, "kind")
    source_published_on = day_of(Source, "published_on")
    source_language = LanguageField(label=capfirst(_("language")), required=False)
    new_sectors = forms.CharField(
        label=_("New sectors"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 1}),
        help_text=_("Sectors that are not here yet: one name a line."),
    )

    def clean(self):
        super().clean()
        self.new_source = None
        is_typed = any(self.cleaned_data.get(name) for name in TYPED_OF_SOURCE)
        if self.cleaned_data.get(SOURCE) and is_typed:
            self.add_error(SOURCE, _("Choose a source, or describe a new one: not both."))
        elif is_typed and not self.known_source:
            self.new_source = self._described_source()
        return self.cleaned_data

    def _described_source(self):
        typed = self.cleaned_data.get
        day = typed("source_published_on")
        source = Source(
            **{
                name: typed(f"source_{name}") or "" for name in ("url", "title", "kind", "language")
            },
            publisher=typed("source_publisher"),
        )
        if day:
            source.published_on, source.published_precision = day.on, day.precision
        is_new = typed("source_new_publisher")
        names = ("url", "title", "kind", "language", "published_on", "publisher")
        check(self, source, {n: f"source_{n}" for n in names}, ["publisher"] if is_new else [])
        if is_new:
            self._check_publisher(source)
        return source

    def _check_publisher(self, source):
        if source.publisher_id:
            self.add_error(
                "source_new_publisher", _("Choose a publisher, or name a new one: not both.")
            )
        source.publisher = Publisher(name=self.cleaned_data["source_new_publisher"])
        # That the name is not taken is asked before it is made.
        for validator in Publisher._meta.get_field("name").validators:
            try:
                validator(source.publisher.name)
            except ValidationError as error:
                self.add_error("source_new_publisher", error)

    def clean_new_sectors(self):
        """Return new Sectors, each by a line of its own."""
        names = [line.strip() for line in self.cleaned_data["new_sectors"].splitlines()]
        sectors = [Sector(name=name, slug=slugify(name)) for name in names if name]
        for sector in sectors:
            if not sector.slug:
                raise ValidationError(
                    _("A new sector needs a name in Latin letters, for its address: %(name)s."),
                    params={"name": sector.name},
                )
            sector.clean_fields()
        return sectors


class PartyEntryForm(CitedRowForm):
    """A party that is here already, or a new institution that is entered in the same row."""

    new_name = text_of(Institution, "name", label=_("Name of a new institution"))
    new_is_unnamed = forms.BooleanField(
        label=_("No source names it"),
        required=False,
        help_text=_("What stands as its name says what it is."),
    )
    new_kind = choice_of(Institution, "kind")
    new_country = link_to(Institution, "country")
    new_place = link_to(Institution, "place")
    new_place_name = text_of(
        Place, "name", label=_("New place"), help_text=_("Its name, if it is not here yet.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].required = False
        self.new_institution = None

    def clean(self):
        super().clean()
        typed = self.cleaned_data.get
        if typed("institution") and typed("new_name"):
            self.add_error("new_name", _("Choose an institution, or enter a new one: not both."))
        elif typed("new_name"):
            self.new_institution = self._entered_institution()
        elif not typed("institution") and "institution" not in self.errors:
            self.add_error("institution", _("Choose an institution, or enter a new one."))
        return self.cleaned_data

    def _entered_institution(self):
        typed = self.cleaned_data.get
        made = Institution(
            name=typed("new_name"),
            is_named=not typed("new_is_unnamed"),
            kind=typed("new_kind") or "",
            country=typed("new_country"),
            place=typed("new_place"),
        )
        names = ("name", "kind", "country", "place")
        check(self, made, {name: f"new_{name}" for name in names})
        if typed("new_place_name"):
            self._add_place(made)
        return made

    def _add_place(self, institution):
        if institution.place_id:
            self.add_error("new_place_name", _("Choose a place, or name a new one: not both."))
        if not institution.country_id:
            self.add_error("new_country", _("A new place needs its country."))
            return
        place = Place(name=self.cleaned_data["new_place_name"], country=institution.country)
        check(self, place, {"name": "new_place_name", "country": "new_country"})
        institution.place = place


class CitationEntryForm(CitationForm):
    """A citation of a new agreement: by the source above, unless it names another one."""

    is_new_person = forms.BooleanField(
        label=_("Make a record of the speaker"),
        required=False,
        help_text=_("A person under the name that stands as the speaker."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[SOURCE].required = False
        self.fields[SOURCE].label = _("Another source")
        self.fields[SOURCE].help_text = _("Empty for the source at the top of the form.")
        self.new_person = None

    def clean(self):
        cleaned = super().clean()
        above = any(self.data.get(name) for name in (SOURCE, *TYPED_OF_SOURCE))
        if not above and not cleaned.get(SOURCE) and SOURCE not in self.errors:
            self.add_error(SOURCE, _("Say which source, here or at the top of the form."))
        if cleaned.get("is_new_person"):
            self._add_person(cleaned)
        return cleaned

    def _add_person(self, cleaned):
        if cleaned.get("speaker_person") or not cleaned.get("speaker"):
            self.add_error("is_new_person", _("Name the speaker, and choose no person for it."))
            return
        self.new_person = Person(name=cleaned["speaker"])
