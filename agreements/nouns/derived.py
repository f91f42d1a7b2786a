"""Filters without counts of their own: their values are made of the values of a facet."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from .facets import FacetValue, RecordFacet

# As many digits as the primary key of any database can have.
NUMBER_PATTERN = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class Postings(Protocol):
    """The documents of each value of a facet, as an index holds them."""

    def matching(self, keys: Iterable) -> BitMap:
        """Return the documents that have at least one of the keys."""


@dataclass(frozen=True, kw_only=True)
class DerivedFacet:
    """A way to choose records by values of the facet `of`, for which see Facet."""

    parameter: str
    label: Promise
    unknown_message: Promise
    of: RecordFacet

    @property
    def is_shared(self) -> bool:
        return self.of.is_shared

    @property
    def shared_where(self) -> str:
        return self.of.shared_where

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        """Return the FacetValues that the texts of an address name; unknown texts are left out."""
        raise NotImplementedError

    def filter(self, queryset: QuerySet, keys: Iterable) -> QuerySet:
        """Return the records of the queryset that fit at least one of the keys."""
        raise NotImplementedError

    def matching(self, postings: Postings, keys: Iterable) -> BitMap:
        """Return the BitMap of the same records, out of the Postings of the facet."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class PairFacet(DerivedFacet):
    """Two different values that a record has both, such as two countries.

    In an address they are joined by a hyphen; which stands first does not matter.
    """

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        pairs = {text: halves(text) for text in texts}
        known = {value.text: value for value in self.of.read(sorted(set().union(*pairs.values())))}
        return [
            self.value(known[one], known[other], text)
            for text, (one, other) in pairs.items()
            if one != other and {one, other} <= known.keys()
        ]

    def value(self, one: FacetValue, other: FacetValue, text: str = "") -> FacetValue:
        label = _("%(one)s and %(other)s") % {"one": one.label, "other": other.label}
        return FacetValue((one.key, other.key), text or f"{one.text}-{other.text}", label)

    def filter(self, queryset: QuerySet, keys: Iterable) -> QuerySet:
        everything = queryset.model._default_manager.all()
        with_both = [
            self.of.filter(self.of.filter(everything, [one]), [other]) for one, other in keys
        ]
        return queryset.filter(
            reduce(or_, (Q(pk__in=records.order_by().values("pk")) for records in with_both))
        )

    def matching(self, postings: Postings, keys: Iterable) -> BitMap:
        with_both = (postings.matching([one]) & postings.matching([other]) for one, other in keys)
        return BitMap.union(BitMap(), *with_both)


def halves(text: str) -> tuple[str, str]:
    """Return the halves of a text on either side of its middle hyphen: "CN-UZ", "IN-1-IN-2"."""
    parts = text.split("-")
    middle = len(parts) // 2
    return "-".join(parts[:middle]), "-".join(parts[middle:])


@dataclass(frozen=True, kw_only=True)
class GroupFacet(DerivedFacet):
    """Values that have something in common, such as places that lie in one.

    What they have in common is a record of `model`, named in addresses by its primary key.
    `members` gives the queryset of the values' records for some primary keys.
    """

    model: type[Model]
    members: Callable[[Iterable], QuerySet]

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        numbers = {text: int(text) for text in texts if NUMBER_PATTERN.fullmatch(text)}
        found = self.model._default_manager.in_bulk(numbers.values())
        return [self.value(found[number]) for number in numbers.values() if number in found]

    def value(self, record: Model) -> FacetValue:
        return FacetValue(record.pk, str(record.pk), str(record))

    def filter(self, queryset: QuerySet, keys: Iterable) -> QuerySet:
        return self.of.filter(queryset, self._member_keys(keys))

    def matching(self, postings: Postings, keys: Iterable) -> BitMap:
        return postings.matching(self._member_keys(keys))

    def _member_keys(self, keys: Iterable) -> QuerySet:
        return self.members(keys).order_by().values_list("pk", flat=True)
