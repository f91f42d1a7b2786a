"""Editing agreements, with their parties, projects and evidence."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.editing.integrity import citation_problem, party_problem
from agreements.models import Agreement, Link, Party
from agreements.models.grades import Grade

from .base import RECORD_FIELDSET, RegisterAdmin, RelationsMixin
from .citations import CitationFormSet, CitationInline, RemainingForms, inlines_about
from .project import ProjectInline


class PartyFormSet(RemainingForms, forms.BaseInlineFormSet):
    """The parties to one agreement."""

    def clean(self):
        super().clean()
        if problem := party_problem(len(self.remaining_forms)):
            raise forms.ValidationError(problem)


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
    fk_name = "from_agreement"
    extra = 0
    autocomplete_fields = ["to_agreement"]
    fields = ["kind", "to_agreement"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("to_agreement")


class AgreementCitationFormSet(CitationFormSet):
    """The citations about one agreement, which has at least one from the day it is entered.

    One that came into the register without any can still be corrected.
    """

    def clean(self):
        super().clean()
        problem = citation_problem(len(self.remaining_forms))
        if problem and (self.instance._state.adding or self.initial_forms):
            raise forms.ValidationError(problem)


class AgreementCitationInline(CitationInline):
    """The citations about an agreement."""

    formset = AgreementCitationFormSet

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
        (None, {"fields": ["title", ("kind", "status"), ("signed_on", "signed_precision")]}),
        (
            _("Term"),
            {
                "fields": [
                    ("starts_on", "starts_precision"),
                    ("ends_on", "ends_precision"),
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

    @admin.display(description=_("evidence"))
    def evidence(self, agreement):
        """Return how well the agreement is known: the grade of its weakest key value."""
        return Grade(agreement.evidence).label

    @admin.display(description=_("signed"), ordering="signed_on", empty_value="-")
    def signed(self, agreement):
        """Return the day of signing, no more exact than it is known."""
        return str(agreement.signed)
