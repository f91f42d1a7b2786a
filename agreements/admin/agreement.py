"""Editing agreements, with their parties, projects and evidence."""

from django.contrib import admin
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Link, Party
from agreements.models.grades import Grade
from agreements.models.numbers import LARGEST_SMALL

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import CitationInline, inlines_about
from .cloning import CloningScreen, parties_to_copy
from .distinct_rows import DistinctRows
from .entering import EnteringScreen
from .entering_forms import CitationEntryForm, PartyEntryForm
from .from_source import FromSourceScreen
from .project import ProjectInline
from .relations import RelationsMixin, RowsInline
from .ticks import CitedRowForm


class PartyFormSet(DistinctRows):
    """The parties to one agreement; a new one stands last where nobody says otherwise."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None and "position" in form.fields:
            form.initial["position"] = None
            form.fields["position"].required = False

    def save_new(self, form, commit=True):
        if form.cleaned_data.get("position") is None:
            last = self.instance.parties.aggregate(last=Max("position"))["last"] or 0
            form.instance.position = min(last + 1, LARGEST_SMALL)
        return super().save_new(form, commit)


class PartyInline(RowsInline):
    """The parties to an agreement."""

    model = Party
    formset = PartyFormSet
    autocomplete_fields = ["institution"]
    form = CitedRowForm
    fields = ["institution", "role", "position", "is_cited"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 2

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("institution__country", "institution__place")
        )


class PartyEntryInline(RelationsMixin, admin.StackedInline):
    """The parties to a new agreement, those that are new themselves among them."""

    model = Party
    form = PartyEntryForm
    formset = PartyFormSet
    autocomplete_fields = ["institution"]
    fieldsets = [
        (None, {"fields": [("institution", "role", "is_cited")]}),
        (
            _("An institution that is not here yet"),
            {
                "classes": ["collapse"],
                "fields": [
                    ("new_name", "new_is_unnamed"),
                    ("new_kind", "new_country"),
                    ("new_place", "new_place_name"),
                ],
            },
        ),
    ]
    view_on_site = False

    def get_extra(self, request, obj=None, **kwargs):
        return max(2, len(parties_to_copy(request)))


class LinkInline(RowsInline):
    """The relations of an agreement to those that were there before."""

    model = Link
    formset = DistinctRows
    fk_name = "from_agreement"
    extra = 0
    autocomplete_fields = ["to_agreement"]
    form = CitedRowForm
    fields = ["kind", "to_agreement", "is_cited"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("to_agreement")


class AgreementCitationInline(CitationInline):
    """The citations about an agreement."""

    def get_extra(self, request, obj=None, **kwargs):
        return super().get_extra(request, obj, **kwargs) if obj else 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(
            request, obj, **({} if obj else {"form": CitationEntryForm}), **kwargs
        )

    def get_fieldsets(self, request, obj=None):
        """Return the fields; those of a new agreement's citations begin with what it says."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        (_title, said), stance, (quoted, speaker) = fieldsets
        said = {"fields": [name for name in said["fields"] if name != "source"]}
        speaker = {"fields": [*speaker["fields"], "is_new_person"]}
        more = [stance, (quoted, speaker), (_("Another source"), {"fields": ["source"]})]
        return [(None, said), *((title, {**each, "classes": ["collapse"]}) for title, each in more)]


class FoldedProjectInline(ProjectInline):
    """The projects that an agreement brings about, which have forms of their own, too."""

    classes = ["collapse"]


@admin.register(Agreement)
class AgreementAdmin(CloningScreen, FromSourceScreen, EnteringScreen, RegisterAdmin):
    """Written undertakings to cooperate."""

    is_imported = True
    list_display = ["ref", "title", "kind", "status", "signed", "evidence", "stands_for"]
    list_display_links = ["ref", "title"]
    list_filter = ["kind", "status"]
    # Each has an index; a list ordered by any other column would sort the whole table.
    sortable_by = ["ref", "signed"]
    date_hierarchy = "signed_on"
    search_help_text = _("Part of a title, a number such as AG-0001, or another name.")
    autocomplete_fields = ["event", "sectors", "alliances"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "status"), "signed_on"]}),
        (
            _("Term"),
            {
                "fields": [
                    "starts_on",
                    "ends_on",
                    "is_open_ended",
                ]
            },
        ),
        (
            _("Content"),
            {"fields": ["summary", "sectors", ("stands_for", "serves_all_sectors")]},
        ),
        (_("Where it belongs"), {"fields": ["event", "alliances"]}),
        RECORD_FIELDSET,
    ]
    inlines = [
        PartyInline,
        LinkInline,
        *inlines_about("agreement", citations=AgreementCitationInline),
        FoldedProjectInline,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_evidence()

    def get_inlines(self, request, obj):
        """Return the parts of the form; parties to a new agreement may be new themselves."""
        inlines = super().get_inlines(request, obj)
        return inlines if obj else [PartyEntryInline, *inlines[1:]]

    def has_add_permission(self, request):
        """Return whether somebody may enter an agreement with all that it needs."""
        needed = ("agreement", "party", "citation")
        return all(request.user.has_perm(f"agreements.add_{noun}") for noun in needed)

    @admin.display(description=_("evidence"))
    def evidence(self, agreement):
        """Return how well the agreement is known: the grade of its weakest key value."""
        return Grade(agreement.evidence).label

    @admin.display(description=_("signed"), ordering="signed_on", empty_value="-")
    def signed(self, agreement):
        """Return the day of signing, no more exact than it is known."""
        return str(agreement.signed)
