"""Editing people."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Person

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import inlines_about


@admin.register(Person)
class PersonAdmin(RegisterAdmin):
    """People who speak, sign or write."""

    is_movable = True
    list_display = ["ref", "name"]
    list_display_links = ["ref", "name"]
    sortable_by = ["ref"]
    search_help_text = _("Part of a name, or a number such as PE-0001.")
    fieldsets = [(None, {"fields": ["name"]}), RECORD_FIELDSET]
    inlines = inlines_about("person")
