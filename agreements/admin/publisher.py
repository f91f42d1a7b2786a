"""Editing publishers."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Publisher

from .base import RECORD_FIELDSET, RegisterAdmin


@admin.register(Publisher)
class PublisherAdmin(RegisterAdmin):
    """Those who answer for what was published."""

    is_movable = True
    list_display = ["ref", "name", "institution"]
    list_display_links = ["ref", "name"]
    list_select_related = ["institution"]
    sortable_by = ["ref"]
    search_help_text = _("Part of a name, or a number such as PB-0001.")
    autocomplete_fields = ["institution"]
    fieldsets = [(None, {"fields": ["name", "institution"]}), RECORD_FIELDSET]
