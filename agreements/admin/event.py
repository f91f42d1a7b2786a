"""Editing events."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Event

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import inlines_about


@admin.register(Event)
class EventAdmin(RegisterAdmin):
    """Conferences, visits and other days on which bodies met."""

    list_display = ["ref", "name", "kind", "began", "place", "host"]
    list_display_links = ["ref", "name"]
    list_filter = ["kind"]
    list_select_related = ["place", "host"]
    sortable_by = ["ref", "began"]
    date_hierarchy = "first_on"
    search_help_text = _("Part of a name, or a number such as EV-0001.")
    autocomplete_fields = ["part_of", "place", "host"]
    fieldsets = [
        (None, {"fields": ["name", "kind", ("first_on", "last_on"), "part_of"]}),
        (_("Where it was"), {"fields": ["place", "host"]}),
        (_("Content"), {"fields": ["summary"]}),
        RECORD_FIELDSET,
    ]
    inlines = inlines_about("event")

    @admin.display(description=_("first day"), ordering="first_on", empty_value="-")
    def began(self, event):
        """Return the first day, no more exact than it is known."""
        return str(event.first_day)
