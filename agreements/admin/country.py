"""Editing countries."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Country

from .base import RegisterAdmin
from .citations import inlines_about


@admin.register(Country)
class CountryAdmin(RegisterAdmin):
    """Countries and territories of ISO 3166-1."""

    list_display = ["code", "name"]
    list_display_links = ["code", "name"]
    ordering = ["name"]
    readonly_fields = []
    codes = ["code"]
    search_help_text = _("Part of a name in any language, or a code such as UZ.")
    fieldsets = [
        (None, {"fields": ["code", "name"]}),
    ]
    inlines = inlines_about("country")

    def get_readonly_fields(self, request, obj=None):
        """Return the code of a country that exists: with another code it would be another one."""
        return ["code"] if obj else []
