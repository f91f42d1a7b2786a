"""Entering an agreement: the source first, and all that is new in one form and one edit."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from agreements.editing.refusals import Refused
from agreements.lists import live
from agreements.models import Citation, Party

from .entering_forms import EnteringForm
from .new_records import NewRecords, nearly_named_in
from .storable import readable
from .ticks import entered_citation

SOURCE_FIELDSET = (
    _("Source"),
    {
        "fields": [
            "source",
            "source_url",
            "source_title",
            ("source_publisher", "source_new_publisher"),
            ("source_published_on", "source_language", "source_kind"),
        ],
    },
)
UNANSWERED = _(
    "Some names are much like others that are here. Say which is meant, then save again."
)


def _with_new_sectors(fieldset):
    """Return the options of a fieldset, with the box for new sectors below that of known ones."""
    fields = list(fieldset["fields"])
    if "sectors" in fields:
        fields.insert(fields.index("sectors") + 1, "new_sectors")
    return {**fieldset, "fields": fields}


class EnteringScreen:
    """The screen of agreements, of which new ones are entered with all that is new in them."""

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        """Look for what is much like the new records before anything is written."""
        request.nearly_named, request.sources_at = {}, []
        if request.method == "POST" and object_id is None:
            data = readable(request.POST)
            request.nearly_named = nearly_named_in(data)
            request.sources_at = live.sources_at(data.get("source_url", ""))
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if change:
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, form=EnteringForm, **kwargs)
        known = next(iter(getattr(request, "sources_at", ())), None)
        return type(form.__name__, (form,), {"known_source": known})

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        return [SOURCE_FIELDSET, *((title, _with_new_sectors(each)) for title, each in fieldsets)]

    def save_related(self, request, form, formsets, change):
        """Make what is new before the rows that lead to it, and cite it after them."""
        if change:
            return super().save_related(request, form, formsets, change)
        entry = Entry(request, form, formsets)
        entry.ask()
        entry.make()
        super().save_related(request, form, formsets, change)
        entry.finish()
        return None

    def empty_boxes(self, form):
        """Leave out those of a new source where one is chosen already."""
        is_chosen = "source" in form.fields and form["source"].value()
        boxes = super().empty_boxes(form)
        return (name for name in boxes if not (is_chosen and name.startswith("source")))

    def render_change_form(self, request, context, *args, **kwargs):
        context["questions"] = getattr(request, "questions", [])
        return super().render_change_form(request, context, *args, **kwargs)


class Entry:
    """What one form enters beside its agreement."""

    def __init__(self, request, form, formsets):
        self._request = request
        self._form = form
        self._formsets = formsets
        self._new = NewRecords(request.user, request.POST, request.nearly_named)

    def ask(self):
        """Refuse to make what may be here already, until somebody has said of each which it is."""
        for parameter, record in self._named():
            self._new.ask(parameter, record)
        self._request.questions = self._new.questions
        if not self._new.is_answered:
            raise Refused(UNANSWERED)

    def make(self):
        """Make the source, the bodies with their places, and the people; lead the rows to them."""
        source = self._source()
        for form in self._rows(Party):
            if institution := form.new_institution:
                self._place(form, institution)
                form.instance.institution = self._new.make(f"{form.prefix}-new_name", institution)
        for form in self._rows(Citation):
            if form.instance.source_id is None:
                form.instance.source = source
            if form.new_person:
                parameter = f"{form.prefix}-is_new_person"
                form.instance.speaker_person = self._new.make(parameter, form.new_person)

    def finish(self):
        """Give the agreement its new sectors, and cite what was made."""
        for parameter, sector in self._sectors:
            self._form.instance.sectors.add(self._new.make(parameter, sector))
        self._new.cite(entered_citation(self._formsets))

    def _source(self):
        source = self._form.cleaned_data.get("source")
        if source is None and (known := self._form.known_source):
            sentence = _("The address is that of %(ref)s, which is here: it was cited.")
            messages.info(self._request, sentence % {"ref": known.ref})
            return known
        if source is None and (source := self._form.new_source):
            if source.publisher.pk is None:
                source.publisher = self._new.make("source_new_publisher", source.publisher)
            if not self._request.user.has_perm("agreements.add_source"):
                raise Refused(_("You may not enter a new source."))
            source.save()
        return source

    def _place(self, form, institution):
        if institution.place and institution.place.pk is None:
            parameter = f"{form.prefix}-new_place_name"
            institution.place = self._new.make(parameter, institution.place)

    @property
    def _sectors(self):
        sectors = self._form.cleaned_data.get("new_sectors") or ()
        return [(f"new_sectors-{number}", one) for number, one in enumerate(sectors)]

    def _rows(self, model):
        for formset in self._formsets:
            if formset.model is model:
                deleted = formset.deleted_forms
                yield from (
                    form for form in formset.forms if form.has_changed() and form not in deleted
                )

    def _named(self):
        """Yield (parameter, record) of all that is to be made under a name."""
        source = self._form.new_source
        if source and source.publisher.pk is None:
            yield "source_new_publisher", source.publisher
        yield from self._sectors
        for form in self._rows(Party):
            if institution := form.new_institution:
                yield f"{form.prefix}-new_name", institution
                if institution.place and institution.place.pk is None:
                    yield f"{form.prefix}-new_place_name", institution.place
        for form in self._rows(Citation):
            if form.new_person:
                yield f"{form.prefix}-is_new_person", form.new_person
