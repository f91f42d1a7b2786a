"""Editing sources."""

from django.contrib import admin
from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from agreements.changes.earlier_addresses import earlier_addresses, is_like_address, moved_from
from agreements.models import AddressAnswer, Publisher, Source
from agreements.search.links import own_names
from agreements.search.query import MAX_LENGTH

from .base import RECORD_FIELDSET, RegisterAdmin
from .source_filters import AnswerFilter, ReadFilter, in_words
from .storable import is_storable


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
    readonly_fields = [*RegisterAdmin.readonly_fields, "moved", "answer"]
    codes = ["url"]
    search_help_text = _("Part of a title or an address, a publisher, or a number such as SO-0001.")
    fieldsets = [
        (None, {"fields": ["title", "kind", "publisher", "author", "written_by", "reprints"]}),
        (
            _("Publication"),
            {"fields": ["url", "published_on", "language", "moved", "answer"]},
        ),
        (
            _("Copy"),
            {"fields": ["archived_url", "read_on"]},
        ),
        RECORD_FIELDSET,
    ]

    def get_fieldsets(self, request, obj=None):
        """Tell of the address of a source that is there; a new one has no past."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        told = {"moved", "answer"}
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in told]})
            for title, options in fieldsets
        ]

    def get_search_results(self, request, queryset, search_term):
        """Find sources by addresses that they had before, too."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        text = search_term.strip()
        if not (is_storable(text) and len(text) <= MAX_LENGTH and is_like_address(text)):
            return found, has_duplicates
        return found | queryset.filter(pk__in=moved_from(text)), has_duplicates

    def named(self, matches):
        """Find sources by who published them, too."""
        publishers = Publisher.objects.filter(own_names(Publisher, matches))
        return super().named(matches) | Q(publisher__in=publishers)

    @admin.display(description=_("earlier addresses"))
    def moved(self, source):
        """Return the addresses that a source had before, which searches here find as well."""
        addresses = [(address,) for address in earlier_addresses(source)]
        return format_html_join(mark_safe("<br>"), "{}", addresses) or "-"

    @admin.display(description=_("what the address answered"))
    def answer(self, source):
        """Return what was answered last, and on which day."""
        answer = AddressAnswer.objects.filter(address=source.url).first()
        return in_words(answer) if answer else "-"

    @admin.display(description=_("published"), ordering="published_on", empty_value="-")
    def published(self, source):
        """Return the day of publication, no more exact than it is known."""
        return str(source.published)
