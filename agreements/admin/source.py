"""Editing sources."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Source

from .base import RECORD_FIELDSET, RegisterAdmin
from .source_filters import AnswerFilter, ReadFilter


@admin.register(Source)
class SourceAdmin(RegisterAdmin):
    """What was published, and is cited."""

    list_display = ["ref", "title", "kind", "publisher", "published", "language"]
    list_display_links = ["ref", "title"]
    list_filter = ["kind", ReadFilter, AnswerFilter]
    list_select_related = ["publisher"]
    autocomplete_fields = ["publisher", "reprints", "written_by"]
    sortable_by = ["ref", "published"]
    date_hierarchy = "published_on"
    codes = ["url"]
    search_help_text = _("Part of a title or an address, or a number such as SO-0001.")
    fieldsets = [
        (None, {"fields": ["title", "kind", "publisher", "author", "written_by", "reprints"]}),
        (
            _("Publication"),
            {"fields": ["url", "published_on", "language"]},
        ),
        (
            _("Copy"),
            {"fields": ["archived_url", "read_on"]},
        ),
        RECORD_FIELDSET,
    ]

    @admin.display(description=_("published"), ordering="published_on", empty_value="-")
    def published(self, source):
        """Return the day of publication, no more exact than it is known."""
        return str(source.published)
