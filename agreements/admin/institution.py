"""Editing institutions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Identifier, Institution

from .base import RECORD_FIELDSET, RegisterAdmin
from .citations import inlines_about
from .distinct_rows import RowsUnderRules
from .relations import RowsInline
from .ticks import CitedRowForm


class IdentifierInline(RowsInline):
    """By what other registers know an institution."""

    model = Identifier
    formset = RowsUnderRules
    extra = 0
    form = CitedRowForm
    fields = ["scheme", "value", "issuer", "is_cited"]


@admin.register(Institution)
class InstitutionAdmin(RegisterAdmin):
    """Bodies that can be a party to an agreement."""

    is_movable = True
    is_imported = True
    list_display = ["ref", "name", "kind", "place", "country", "is_named"]
    list_display_links = ["ref", "name"]
    list_filter = ["kind", "is_named"]
    list_select_related = ["place", "country"]
    sortable_by = ["ref"]
    search_help_text = _("Part of a name in any language, or a number such as IN-0001.")
    autocomplete_fields = ["country", "place", "parent"]
    fieldsets = [
        (None, {"fields": ["name", "is_named", "kind"]}),
        (_("Where it belongs"), {"fields": ["country", "place", "parent"]}),
        (_("Content"), {"fields": ["website", "summary"]}),
        RECORD_FIELDSET,
    ]
    inlines = [IdentifierInline, *inlines_about("institution")]
