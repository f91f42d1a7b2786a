"""Editing alliances, with their members, projects and evidence."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Alliance, Membership

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import inlines_about
from .distinct_rows import DistinctRows
from .project import ProjectInline
from .relations import RowsInline
from .ticks import CitedRowForm


class MembershipInline(RowsInline):
    """The members of an alliance."""

    model = Membership
    formset = DistinctRows
    extra = 0
    autocomplete_fields = ["institution"]
    form = CitedRowForm
    fields = ["institution", "role", "is_cited"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("institution__country", "institution__place")
        )


@admin.register(Alliance)
class AllianceAdmin(RegisterAdmin):
    """Standing bodies of institutions."""

    list_display = ["ref", "name", "launched", "guided_by"]
    list_display_links = ["ref", "name"]
    list_select_related = ["guided_by"]
    sortable_by = ["ref", "launched"]
    date_hierarchy = "launched_on"
    search_help_text = _("Part of a name, or a number such as AL-0001.")
    autocomplete_fields = ["guided_by"]
    fieldsets = [
        (None, {"fields": ["name", "launched_on", "guided_by"]}),
        (_("Content"), {"fields": ["summary"]}),
        RECORD_FIELDSET,
    ]
    inlines = [MembershipInline, *inlines_about("alliance"), ProjectInline]

    @admin.display(
        description=pgettext_lazy("of an alliance", "launched"),
        ordering="launched_on",
        empty_value="-",
    )
    def launched(self, alliance):
        """Return the day of its launch, no more exact than it is known."""
        return str(alliance.launched)
