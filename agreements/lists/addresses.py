"""The address that says what is chosen from a list."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote_plus, unquote, urlencode

from django.http import QueryDict
from django.utils import timezone

from agreements.index.selection import PAGE_SIZE, Selection
from agreements.nouns import Noun
from agreements.nouns.facets import FacetValue

# A number of a record is one word.
NUMBER = re.compile(r"[A-Za-z]{2}-[0-9]+", re.ASCII)
EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.ASCII)
MAX_WORDS = 100
# Pages have the same few thousand texts of values in their addresses, hundreds on each.
quoted = lru_cache(10_000)(quote_plus)


def words_in(path: str) -> str:
    """Return what the last part of an address that leads nowhere may be searched for, or ""."""
    parts = [part for part in unquote(path).split("/") if part.strip()]
    last = EXTENSION.sub("", parts[-1])[:MAX_WORDS] if parts else ""
    number = NUMBER.search(last)
    return number[0] if number else " ".join(re.findall(r"\w+", last.replace("_", " ")))


def pairs_of(data: QueryDict) -> list[tuple[str, str]]:
    """Return the (name, text) pairs of what an address or a form has, those of a name together."""
    return [(name, text) for name, texts in data.lists() for text in texts]


def chosen_parameters(selection: Selection) -> list[tuple[str, str]]:
    """Return the (name, text) pairs of what is looked for, of the chosen values and of days."""
    words = [("q", selection.query.text)] if selection.query else []
    chosen = [(name, value.text) for name, values in selection.chosen.items() for value in values]
    on = [("on", selection.on.isoformat())] if selection.on else []
    as_of = [("as_of", selection.as_of.isoformat())] if selection.as_of else []
    return words + chosen + on + as_of


def has_own_page_size(selection: Selection) -> bool:
    """Return whether the reader chose how many rows a page has."""
    return selection.page_size != PAGE_SIZE


def href(selection: Selection) -> str:
    """Return the address within its list: "?sector=forestry", or "?" for everything."""
    pairs = chosen_parameters(selection)
    if selection.sort:
        pairs.append(("sort", selection.sort))
    if has_own_page_size(selection):
        pairs.append(("page_size", str(selection.page_size)))
    if selection.page > 1:
        pairs.append(("page", str(selection.page)))
    if selection.view:
        pairs.append(("view", selection.view))
    return "?" + urlencode(pairs)


def href_with(selection: Selection, parameter: str) -> Callable[[FacetValue], str]:
    """Return the function that gives the address with one more value of the parameter.

    A page has hundreds of such addresses, which differ in that value only.
    """
    marked = href(selection.with_value(parameter, FacetValue(None, "", "")))
    before, after = f"{marked}&".rsplit(f"{parameter}=&", 1)
    return lambda value: f"{before}{parameter}={quoted(value.text)}&{after}"[:-1]


def as_of_context(selection: Selection) -> str:
    """Return what the address of any record takes along: of which day it is to be, or ""."""
    return f"?as_of={selection.as_of.isoformat()}" if selection.as_of else ""


def list_context(selection: Selection) -> str:
    """Return what an address of one of the records takes along: choice and order, or ""."""
    pairs = chosen_parameters(selection) + ([("sort", selection.sort)] if selection.sort else [])
    return "?" + urlencode(pairs) if pairs else ""


def lasting(noun: Noun, selection: Selection) -> Selection:
    """Return the selection as others may be told it: whole, and of one day where days matter."""
    is_dated = any(facet.is_dated for facet in noun.facets if selection.chosen.get(facet.parameter))
    on = (selection.on or timezone.localdate()) if is_dated else None
    return replace(selection, on=on, page=1, page_size=PAGE_SIZE, view="")
