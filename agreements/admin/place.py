"""Editing places."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Place

from .base import RegisterAdmin
from .citations import inlines_about


@admin.register(Place)
class PlaceAdmin(RegisterAdmin):
    """Cities, districts and regions."""

    is_movable = True
    list_display = ["name", "country", "parent", "latitude", "longitude"]
    list_select_related = ["country", "parent"]
    ordering = ["name", "id"]
    readonly_fields = []
    search_help_text = _("Part of a name in any language.")
    autocomplete_fields = ["country", "parent"]
    fieldsets = [
        (None, {"fields": ["name", "country", "parent"]}),
        (_("Coordinates"), {"fields": [("latitude", "longitude")]}),
    ]
    inlines = inlines_about("place")
