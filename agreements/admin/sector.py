"""Editing sectors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Sector

from .base import RegisterAdmin
from .citations import inlines_about


@admin.register(Sector)
class SectorAdmin(RegisterAdmin):
    """The fields of work that agreements serve."""

    is_movable = True
    list_display = ["name", "source_wording", "isced_code"]
    ordering = ["name"]
    readonly_fields = []
    codes = ["isced_code"]
    search_help_text = _("Part of a name in any language, or an ISCED-F code.")
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug"]}),
        (_("Classification"), {"fields": ["source_wording", "isced_code"]}),
    ]
    inlines = inlines_about("sector")
