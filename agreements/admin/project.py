"""Editing projects, by themselves or with the agreement or alliance that brings them about."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Project

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import inlines_about
from .relations import RelationsMixin


class ProjectInline(RelationsMixin, admin.StackedInline):
    """The projects that an agreement or an alliance brings about."""

    model = Project
    extra = 0
    autocomplete_fields = ["place", "host", "agreement", "alliance"]
    show_change_link = True
    fields = [
        "name",
        ("kind", "status"),
        "started_on",
        ("place", "host"),
        "summary",
    ]

    def get_fields(self, request, obj=None):
        """Return the fields, with the other one of the two that can bring a project about."""
        other = "alliance" if self.parent_model is Agreement else "agreement"
        return [*self.fields, other]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


@admin.register(Project)
class ProjectAdmin(RegisterAdmin):
    """What agreements and alliances bring about."""

    list_display = ["ref", "name", "kind", "status", "started", "place"]
    list_display_links = ["ref", "name"]
    list_filter = ["kind", "status"]
    list_select_related = ["place"]
    sortable_by = ["ref"]
    search_help_text = _("Part of a name, or a number such as PR-0001.")
    autocomplete_fields = ["place", "host", "agreement", "alliance"]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "status"), "started_on"]}),
        (_("What brings it about"), {"fields": ["agreement", "alliance"]}),
        (_("Where it is"), {"fields": ["place", "host"]}),
        (_("Content"), {"fields": ["summary"]}),
        RECORD_FIELDSET,
    ]
    inlines = inlines_about("project")

    @admin.display(description=_("started"), empty_value="-")
    def started(self, project):
        """Return the day of its start, no more exact than it is known."""
        return str(project.started)
