"""Filters whose values are made of the values of a facet."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import chain, combinations
from operator import or_
from typing import ClassVar, Protocol, Self

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from agreements.models.shown_names import read_along

from .facets import NOT_STATED, FacetValue, RecordFacet

# As many digits as the primary key of any database can have.
NUMBER_PATTERN = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
# Of more values that are chosen not all pairs are counted: there are very many.
MOST_PAIRED = 5
# So many pairs are listed on a page: there are many more than values, and most are of few records.
LISTED_PAIRS = 16


class Postings(Protocol):
    """The documents of each value of a facet, as an index holds them."""

    def matching(self, keys: Iterable) -> BitMap:
        """Return the documents that have at least one of the keys."""


@dataclass(frozen=True, kw_only=True)
class DerivedFacet:
    """A way to choose records by values of the facet `of`, for which see Facet.

    Records are also counted by one that stands `behind` a facet, of which it has the parameter.
    """

    parameter: str
    label: Promise
    unknown_message: Promise
    of: RecordFacet
    behind: str = ""
    may_lack: ClassVar[bool] = False
    is_dated: ClassVar[bool] = False
    needs_label: ClassVar[bool] = False

    def on(self, day: date | None) -> Self:
        return self

    @property
    def is_shared(self) -> bool:
        return self.of.is_shared

    @property
    def shared_where(self) -> str:
        return self.of.shared_where

    @property
    def depends_on(self) -> tuple[str, ...]:
        return self.of.depends_on

    def sort_key(self, count: int) -> tuple:
        """Return the key by which values are listed: the most frequent first."""
        return (-count,)

    def always_listed(self) -> Iterable:
        """Return the keys that are listed even where no record has them: none."""
        return ()

    def most_listed(self, wanted: int | None) -> int | None:
        """Return how many values are listed where so many are wanted, None for all."""
        return wanted

    def expanded(self, keys: Iterable) -> Iterable:
        """Return the keys that records have of some that are chosen: the same."""
        return keys

    def count_of(self, key: object, counts: Mapping) -> int:
        """Return how many records a key means, by the counts of all."""
        return counts.get(key, 0)

    def also_counted(self, chosen: Mapping[str, Iterable]) -> Iterable:
        """Return the keys that are counted however seldom they are, of {parameter: chosen keys}."""
        return chosen.get(self.parameter, ())

    def count(self, queryset: QuerySet) -> dict:
        """Return {key: number of records that fit it}, as told by SQL."""
        raise NotImplementedError

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

    In an address they are joined by a hyphen; which stands first does not matter. Where they are
    counted, the smaller key stands first.
    """

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        texts = list(texts)
        return self.named(texts, self.of.read(halves_of(texts)))

    def named(self, texts: Iterable[str], known: Iterable[FacetValue]) -> list[FacetValue]:
        """Return the FacetValues that texts name, of halves that are `known`."""
        values = {value.text: value for value in known}
        return [
            self.value(values[one], values[other], text)
            for text, (one, other) in {text: halves(text) for text in texts}.items()
            if one != other and {one, other} <= values.keys()
        ]

    def value(self, one: FacetValue, other: FacetValue, text: str = "") -> FacetValue:
        label = _("%(one)s and %(other)s") % {"one": one.label, "other": other.label}
        return FacetValue((one.key, other.key), text or f"{one.text}-{other.text}", label)

    def count(self, queryset: QuerySet) -> dict:
        keys = defaultdict(set)
        for pk, key in self.of.with_key(queryset).values_list("pk", "facet_key"):
            keys[pk].add(key)
        return dict(Counter(pair for found in keys.values() for pair in pairs_of(found)))

    def key(self, value: FacetValue) -> tuple:
        """Return the key by which a pair is counted, whichever way round it is written."""
        return tuple(sorted(value.key))

    def most_listed(self, wanted: int | None) -> int | None:
        return wanted and min(wanted, LISTED_PAIRS)

    def also_counted(self, chosen: Mapping[str, Iterable]) -> list[tuple]:
        """Return the pairs that are counted however seldom: chosen ones, and of chosen values."""
        pairs = [tuple(sorted(pair)) for pair in chosen.get(self.parameter, ())]
        return list(dict.fromkeys([*pairs, *self.within(chosen.get(self.of.parameter, ()))]))

    def within(self, keys: Iterable) -> list[tuple]:
        """Return the pairs of the first few values that are chosen."""
        return pairs_of(list(keys)[:MOST_PAIRED])

    def values(self, pairs: Iterable[tuple], known: Mapping) -> list[FacetValue]:
        """Return the FacetValues of pairs, in the order of their labels.

        `known` has those of the halves by key; a pair of one that is just deleted is left out.
        """
        found = [pair for pair in pairs if known.keys() >= {*pair}]
        return self.of.in_order(self.value(known[one], known[other]) for one, other in found)

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


def pairs_of(keys: Iterable) -> list[tuple]:
    """Return each two of some keys, the smaller one first."""
    return list(combinations(sorted(keys), 2))


def halves(text: str) -> tuple[str, str]:
    """Return the halves of a text on either side of its middle hyphen: "CN-UZ", "IN-1-IN-2"."""
    parts = text.split("-")
    middle = len(parts) // 2
    return "-".join(parts[:middle]), "-".join(parts[middle:])


def halves_of(texts: Iterable[str]) -> list[str]:
    """Return the halves of some texts, each once."""
    return sorted(set(chain.from_iterable(map(halves, texts))))


@dataclass(frozen=True, kw_only=True)
class GroupFacet(DerivedFacet):
    """Values that have something in common, such as places that lie in one.

    What they have in common is a record of `model`, named in addresses by its primary key.
    `members` gives the queryset of the values' records for some primary keys; `onward` are the
    paths by which a value leads to all that it is a member of, itself first.
    """

    model: type[Model]
    members: Callable[[Iterable], QuerySet]
    onward: tuple[str, ...]
    default: ClassVar[None] = None
    may_lack: ClassVar[bool] = True

    @property
    def path(self) -> str:
        return self.of.path

    @property
    def ways(self) -> list[RecordFacet]:
        """Return the facets of the values, and of each step onward from them."""
        return [
            replace(self.of, path="__".join(filter(None, (self.path, to)))) for to in self.onward
        ]

    @property
    def depends_on(self) -> tuple[str, ...]:
        return tuple(way.path for way in self.ways)

    def is_single(self, model: type[Model]) -> bool:
        return False

    def count(self, queryset: QuerySet) -> dict:
        found = set()
        for way in self.ways:
            found.update(way.with_key(queryset).values_list("pk", "facet_key"))
        return dict(Counter(key for _pk, key in found))

    def values(self, keys: Iterable) -> list[FacetValue]:
        """Return the FacetValues of primary keys, in the order of their labels."""
        records = read_along(self.model._default_manager.filter(pk__in=keys))
        return self.in_order(map(self.value, records))

    def in_order(self, values: Iterable[FacetValue]) -> list[FacetValue]:
        return self.of.in_order(values)

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        numbers = {text: int(text) for text in texts if NUMBER_PATTERN.fullmatch(text)}
        found = read_along(self.model._default_manager.all()).in_bulk(numbers.values())
        return [self.value(found[number]) for number in numbers.values() if number in found]

    def value(self, record: Model) -> FacetValue:
        return self.choice(record)._replace(label=record.shown_name)

    def choice(self, record: Model) -> FacetValue:
        """Return the FacetValue of a record by which others are chosen: nobody reads its label."""
        return FacetValue(record.pk, str(record.pk), "")

    def filter(self, queryset: QuerySet, keys: Iterable) -> QuerySet:
        members = self.members({*keys} - {NOT_STATED}).order_by().values_list("pk", flat=True)
        return self.of.filter(queryset, [*members, *({*keys} & {NOT_STATED})])

    def count_lacking(self, queryset: QuerySet) -> int:
        return self.of.count_lacking(queryset)
