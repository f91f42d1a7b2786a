"""One search over all nouns."""

from typing import NamedTuple

from django.db.models import Count, Window

from agreements.index.selection import Selection
from agreements.lists.addresses import href
from agreements.lists.answer import records_in_order
from agreements.lists.filters import RegisterFilter
from agreements.models import Agreement
from agreements.nouns import NOUNS
from agreements.search.explain import Batch, Reasons
from agreements.search.links import filter_matches, with_tier
from agreements.search.suggest import suggest

from .list_page import count_agreements, search_form
from .metadata import of_search
from .page import Page

ROWS = 5


class Group(NamedTuple):
    """What a search finds of one noun: how many in all, the best of them, where the rest are."""

    noun: str
    title: str
    total: int
    rows: list
    more: str

    @property
    def is_longer(self):
        return self.total > len(self.rows)

    @property
    def row(self):
        return f"agreements/_{self.noun}_row.html"


class Search(Page):
    """Everything that a reader's words find, noun by noun."""

    template_name = "agreements/search.html"

    def get_context_data(self, **context):
        """Return the groups that hold anything, and names that may have been meant."""
        filterset = RegisterFilter(self.request.GET, queryset=Agreement.objects.none())
        query = filterset.selection.query if filterset.is_valid() else None
        context["metadata"] = of_search(self.request, query)
        if query:
            matches = self.snapshot.matches(query)
            groups = [self.group(noun, matches) for noun in NOUNS.values()]
            Reasons(matches, [self.batch(group) for group in groups]).attach()
            total = sum(group.total for group in groups)
            context |= {
                "search": matches,
                "groups": [group for group in groups if group.total],
                "total": total,
                "suggestions": suggest(matches, total),
            }
        return super().get_context_data(
            filter=filterset, **search_form(filterset.selection), **context
        )

    def group(self, noun, matches):
        query = matches.query
        if noun.is_indexed:
            best = Selection(query=query, page_size=ROWS)
            result = self.snapshot.index(noun).select(best, matches, facets=())
            total, rows = result.total, records_in_order(noun.records, result.ids)
        else:
            total, rows = best_in_sql(noun, matches)
        if noun.is_counted:
            count_agreements(self.snapshot, noun, rows)
        more = noun.list_address and noun.list_address + href(Selection(query=query))
        return Group(noun.name, noun.title, total, rows, more)

    def batch(self, group):
        noun = NOUNS[group.noun]
        keys_of = self.snapshot.index(noun).keys_of if noun.is_indexed else None
        return Batch(noun, group.rows, keys_of)


def best_in_sql(noun, matches):
    """Return how many records of a noun are found, and the best of them, in one query."""
    found = with_tier(filter_matches(noun.records, matches), matches)
    ranked = found.order_by("tier", *noun.model._meta.ordering)
    rows = list(ranked.annotate(found_count=Window(Count("*")))[:ROWS])
    return (rows[0].found_count if rows else 0), rows
