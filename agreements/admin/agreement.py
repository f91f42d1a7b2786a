"""Editing agreements, with their parties, projects and evidence."""

from django.contrib import admin
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Link, Party
from agreements.models.grades import Grade
from agreements.models.numbers import LARGEST_SMALL

from .base import RECORD_FIELDSET, RegisterAdmin, RelationsMixin
from .citations import CitationInline, inlines_about
from .distinct_rows import DistinctRows
from .project import ProjectInline


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


class PartyInline(RelationsMixin, admin.TabularInline):
    """The parties to an agreement."""

    model = Party
    formset = PartyFormSet
    autocomplete_fields = ["institution"]
    fields = ["institution", "role", "position"]
    view_on_site = False

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 2

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("institution")


class LinkInline(RelationsMixin, admin.TabularInline):
    """The relations of an agreement to those that were there before."""

    model = Link
    formset = DistinctRows
    fk_name = "from_agreement"
    extra = 0
    autocomplete_fields = ["to_agreement"]
    fields = ["kind", "to_agreement"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("to_agreement")


class AgreementCitationInline(CitationInline):
    """The citations about an agreement."""

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


@admin.register(Agreement)
class AgreementAdmin(RegisterAdmin):
    """Written undertakings to cooperate."""

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
        ProjectInline,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_evidence()

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
