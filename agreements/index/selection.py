"""What a reader has chosen from a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from agreements.nouns import Noun
from agreements.nouns.facets import FacetValue
from agreements.search.query import Query

from .places import Place

PAGE_SIZE = 25
MAX_PAGE_SIZE = 100


@dataclass(frozen=True)
class Selection:
    """A reader's choice: values by facet parameter, words, an order, a page and its size in rows.

    Values of one parameter mean "or", different parameters mean "and". Without an order it is the
    list's own, or that of relevance where words are looked for. What is another thing on every day
    is asked `on` that day, today where it is None. A page may begin `after` a place in the order
    instead of having a number, and have no rows where only numbers are asked for. With `as_of` it
    is asked of the register as it was at the end of that day. `view` names how it is shown, where
    not as rows; `language` is that of the page, in whose alphabet names stand.
    """

    chosen: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    query: Query | None = None
    on: date | None = None
    as_of: date | None = None
    sort: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    after: Place | None = None
    view: str = ""
    language: str | None = None

    @property
    def asked_on(self) -> tuple[date | None, date | None]:
        """Return on which day it is asked, and which is today there; None for the present day."""
        return self.on, self.as_of

    def keys(self) -> dict[str, list]:
        """Return the keys chosen for each parameter that has any."""
        return {
            parameter: [value.key for value in values]
            for parameter, values in self.chosen.items()
            if values
        }

    def sharing_fields(self, noun: Noun) -> list[str] | None:
        """Return the fields whose yes says that all agreements that a record stands for fit.

        None are needed where they fit whichever record does; None itself is returned where nothing
        can say so: of words, bodies and places.
        """
        facets = [noun.facet(name) for name in self.keys()]
        fields = {facet.shared_where for facet in facets if not facet.is_shared}
        return None if self.query or "" in fields else sorted(fields)

    def with_value(self, parameter: str, value: FacetValue) -> Self:
        """Return the selection with one more value, from its first page on."""
        values = (*self.chosen.get(parameter, ()), value)
        return replace(self, chosen={**self.chosen, parameter: values}, page=1)

    def with_only(self, parameter: str, value: FacetValue) -> Self:
        """Return the selection with one value of a parameter, in place of those it had."""
        return replace(self, chosen={**self.chosen, parameter: (value,)}, page=1)

    def without(self, parameter: str, value: FacetValue) -> Self:
        """Return the selection without a value, from its first page on."""
        values = tuple(other for other in self.chosen[parameter] if other != value)
        return replace(self, chosen={**self.chosen, parameter: values}, page=1)

    def without_any(self, parameter: str) -> Self:
        """Return the selection without any value of a parameter, from its first page on."""
        return replace(self, chosen={**self.chosen, parameter: ()}, page=1)

    def without_query(self) -> Self:
        """Return the selection without words, from its first page on."""
        return replace(self, query=None, page=1)

    def now(self) -> Self:
        """Return the selection of the register as it is now, from its first page on."""
        return replace(self, as_of=None, page=1)

    def today(self) -> Self:
        """Return the selection without a day of its own, from its first page on."""
        return replace(self, on=None, page=1)

    def sorted_by(self, sort: str) -> Self:
        """Return the selection in another order, "" for its own, from its first page on."""
        return replace(self, sort=sort, page=1)

    def shown_as(self, view: str) -> Self:
        """Return the selection in another view, "" for rows, from its first page on."""
        return replace(self, view=view, page=1)

    def with_page_size(self, page_size: int) -> Self:
        """Return the selection with so many rows on a page, from its first page on."""
        return replace(self, page_size=page_size, page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)

    def page_of(self, position: int) -> Self:
        """Return the page on which a record stands, by its place in the list counted from 1."""
        return self.at_page((position - 1) // self.page_size + 1)
