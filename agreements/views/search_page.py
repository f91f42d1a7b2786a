"""One search over all nouns."""

from typing import NamedTuple

from agreements.index.selection import Selection
from agreements.lists.addresses import href
from agreements.lists.answer import records_in_order
from agreements.lists.filters import RegisterFilter
from agreements.models import Agreement
from agreements.nouns import NOUNS
from agreements.search.explain import Batch, Reasons
from agreements.search.suggest import suggest

from .list_page import count_agreements, search_form, shorter_searches
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
            Reasons(matches, [self.batch(group, matches) for group in groups]).attach()
            total = sum(group.total for group in groups)
            if not total:
                context["shorter"] = self.shorter(matches, filterset.selection)
            context |= {
                "search": matches,
                "groups": [group for group in groups if group.total],
                "total": total,
                "suggestions": suggest(matches, total),
            }
        return super().get_context_data(
            filter=filterset, **search_form(filterset.selection), **context
        )

    def shorter(self, matches, selection):
        """Return the searches for one word less that find anything, of whatever noun."""
        counts = [
            self.snapshot.index(noun).count_without(Selection(), matches) for noun in NOUNS.values()
        ]
        return shorter_searches(matches, list(map(sum, zip(*counts, strict=True))), selection)

    def group(self, noun, matches):
        """Return what is found of a noun."""
        query = matches.query
        best = Selection(query=query, page_size=ROWS)
        result = self.snapshot.index(noun).select(best, matches, facets=())
        rows = records_in_order(noun.records, result.ids)
        if noun.is_counted:
            count_agreements(self.snapshot, noun, rows)
        more = noun.list_address and noun.list_address + href(Selection(query=query))
        return Group(noun.name, noun.title, result.total, rows, more)

    def batch(self, group, matches):
        noun = NOUNS[group.noun]
        index = self.snapshot.index(noun)
        return Batch(noun, group.rows, index.keys_of, index.told(matches))
