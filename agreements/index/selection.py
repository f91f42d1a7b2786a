"""What a reader has chosen from a list, and the address that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, urlencode

from agreements.search.terms import Query

from .kinds import FacetValue

PAGE_SIZE = 25
PAGE_SIZE_LIMIT = 100
PAGE_SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Selection:
    """A reader's choice: values by facet parameter, words, an order, a page and its size in rows.

    Values of one parameter mean "or", different parameters mean "and". Without an order it is the
    list's own, or that of relevance where words are looked for.
    """

    chosen: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    search: Query | None = None
    sort: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE

    def without(self, parameter, value):
        """Return the selection without a value, from its first page on."""
        values = tuple(other for other in self.chosen[parameter] if other != value)
        return replace(self, chosen={**self.chosen, parameter: values}, page=1)

    def without_search(self):
        """Return the selection without words, from its first page on."""
        return replace(self, search=None, page=1)

    def adding(self, parameter):
        """Return the function that gives the `query` with one more value of the parameter.

        A page has hundreds of such addresses, which differ in that value only.
        """
        mark = FacetValue(None, "", "")
        values = (*self.chosen.get(parameter, ()), mark)
        marked = replace(self, chosen={**self.chosen, parameter: values}, page=1).query
        before, after = f"{marked}&".rsplit(f"{parameter}=&", 1)
        return lambda value: f"{before}{parameter}={quote_plus(value.text)}&{after}"[:-1]

    def sorted_by(self, sort):
        """Return the selection in another order, "" for its own, from its first page on."""
        return replace(self, sort=sort, page=1)

    def with_page_size(self, page_size):
        """Return the selection with so many rows on a page, from its first page on."""
        return replace(self, page_size=page_size, page=1)

    def at_page(self, page):
        """Return another page of the selection."""
        return replace(self, page=page)

    @property
    def has_own_page_size(self):
        """Return whether the reader chose how many rows a page has."""
        return self.page_size != PAGE_SIZE

    @property
    def trail(self):
        """Return what an address of one of the records takes along: choice and order, or ""."""
        pairs = self.chosen_parameters + ([("sort", self.sort)] if self.sort else [])
        return "?" + urlencode(pairs) if pairs else ""

    def page_of(self, position):
        """Return the page on which a record stands, by its place in the list counted from 1."""
        return self.at_page((position - 1) // self.page_size + 1)

    def keys(self):
        """Return the keys chosen for each parameter that has any."""
        return {
            parameter: [value.key for value in values]
            for parameter, values in self.chosen.items()
            if values
        }

    @property
    def chosen_parameters(self):
        """Return the (name, text) pairs of what is looked for and of the chosen values."""
        words = [("q", self.search.text)] if self.search else []
        chosen = [(name, value.text) for name, values in self.chosen.items() for value in values]
        return words + chosen

    @property
    def query(self):
        """Return the query part of the address: "?sector=forestry", or "?" for everything."""
        pairs = self.chosen_parameters
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.has_own_page_size:
            pairs.append(("page_size", str(self.page_size)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "?" + urlencode(pairs)
