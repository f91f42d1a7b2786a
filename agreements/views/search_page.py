"""One search over all nouns."""

from typing import NamedTuple

from django.utils.translation import get_language

from agreements.index.selection import Selection
from agreements.lists.addresses import href
from agreements.lists.answer import records_in_order
from agreements.lists.filters import RegisterFilter
from agreements.lists.live import labels
from agreements.models import Agreement
from agreements.nouns import NOUNS
from agreements.search.explain import Batch, Reasons
from agreements.search.fold import fold, spellings
from agreements.search.suggest import suggest

from .list_page import (
    COUNTRY_WITHOUT_RECORDS,
    is_country_named,
    search_form,
    shorter_searches,
)
from .metadata import of_search
from .page import Page
from .row_counts import count_for_rows, row_records

ROWS = 5
MAX_MEANT = 5


class Group(NamedTuple):
    """What a search finds of one noun: how many in all, the best of them, where the rest are.

    Of these best, `meant` are the ones that the query names, which stand by themselves.
    """

    noun: str
    title: str
    total: int
    best: list
    more: str
    meant: tuple = ()

    @property
    def rows(self):
        return [record for record in self.best if record not in self.meant]

    @property
    def others(self):
        """Return how many there are besides those that are meant."""
        return self.total - len(self.meant)

    @property
    def is_longer(self):
        return self.total > len(self.best)


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
            groups = with_meant([self.group(noun, matches) for noun in NOUNS.values()], matches)
            # All that the rows name is read before anything of it is named.
            for group in groups:
                count_for_rows(self.snapshot, NOUNS[group.noun], group.best, labels)
            Reasons(matches, [self.batch(group, matches) for group in groups]).attach()
            total = sum(group.total for group in groups)
            if not total:
                context["shorter"] = self.shorter(matches, filterset.selection)
                context["without_records"] = is_country_named(matches) and COUNTRY_WITHOUT_RECORDS
            context |= {
                "search": matches,
                "meant": [group for group in groups if group.meant],
                "meant_total": sum(len(group.meant) for group in groups),
                "groups": [group for group in groups if group.others],
                "total": total,
                "suggestions": suggest(matches, total),
                "shows_similar": any(one.is_similar for group in groups for one in group.best),
            }
        return super().get_context_data(
            filter=filterset,
            parameters=filterset.form.parameters,
            **search_form(filterset.selection),
            **context,
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
        best = Selection(query=query, page_size=ROWS, language=get_language())
        result = self.snapshot.index(noun).select(best, matches, facets=())
        rows = records_in_order(row_records(noun), result.ids)
        more = noun.list_address and noun.list_address + href(Selection(query=query))
        return Group(noun.name, noun.title, result.total, rows, more)

    def batch(self, group, matches):
        noun = NOUNS[group.noun]
        index = self.snapshot.index(noun)
        told = index.told([record.pk for record in group.best], matches)
        return Batch(noun, group.best, index.keys_of, told)


def with_meant(groups, matches):
    """Return the Groups with the records that the query names: by its whole name, or its number.

    A name that more than a few records bear singles out none of them.
    """
    meant = {group.noun: tuple(meant_of(group, matches)) for group in groups}
    bearers = sum(len(matches.whole.of(noun)) for noun in NOUNS)
    if max(bearers, sum(map(len, meant.values()))) > MAX_MEANT:
        return groups
    return [group._replace(meant=meant[group.noun]) for group in groups]


def meant_of(group, matches):
    """Yield those of the best records of a Group that the query names."""
    whole = matches.whole.of(group.noun)
    named = matches.terms[0].term.records if len(matches.terms) == 1 else ()
    for record in group.best:
        is_named = record.ADDRESS_FIELD and (group.noun, record.address) in named
        is_called = matches.names.doc(group.noun, record.pk) in whole
        if is_named or (is_called and not is_by_author(record, matches)):
            yield record


def is_by_author(record, matches):
    """Return whether a query names who wrote a source, and not the source."""
    author = getattr(record, "author", "")
    return bool(author) and matches.query.phrase in map(fold, spellings(author))
