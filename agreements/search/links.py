"""Through which records a record is found: an agreement by the names of its parties, for example.

The nouns declare the links in Django's notation, and SQL by them is the definition; the index
answers the same for the lists that it holds, see `index/search_sets.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol

import numpy as np
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from agreements.arrays import NONE
from agreements.models import Place
from agreements.nouns import PLACE, noun_of
from agreements.nouns.noun import Noun

from .matches import Level, Matches, TermMatches
from .texts import by_noun, pk_list, primary_keys


class Algebra(Protocol):
    """Sets of records, of whatever kind, which combine by & and |."""

    def own(self, keys: np.ndarray) -> Any:
        """Return the records of some keys of the noun's texts (int64)."""

    def linked(self, path: str, noun: str, keys: list) -> Any:
        """Return the records that a path leads from to one of the noun's primary keys."""


@dataclass(frozen=True)
class Search:
    """A query among the records of one noun, with what the database found of it.

    A record is in the first tier that it fits: a name of its own is the whole query, or begins so;
    all terms stand as words in its own names, or in these and in those of the records that it is
    linked to closely, or in those of all that it is linked to; the same three for parts of words,
    and once more for similar words.
    """

    noun: Noun
    matches: Matches

    def tiers(self, algebra: Algebra) -> list:
        """Return the records of each tier, as the algebra has them; those of the last are all."""
        terms = [self._levels(matches, algebra) for matches in self.matches.terms]

        def in_all(level: Level, reach: int) -> Any:
            return reduce(and_, (levels[level][reach] for levels in terms))

        exact = in_all(Level.PART, -1)
        whole, start = (
            algebra.own(by_noun(ids).get(self.noun.name, NONE)) & exact
            for ids in (self.matches.whole, self.matches.start)
        )
        return [whole, start, *(in_all(level, reach) for level in Level for reach in range(3))]

    def _levels(self, matches: TermMatches, algebra: Algebra) -> list[tuple]:
        """Return for each Level the records with such a name of their own, with those that are
        linked closely, with all that are linked.
        """
        levels = []
        for level, ids in zip(Level, matches.ids, strict=True):
            # Each level holds all of those before it.
            if level and len(ids) == len(matches.ids[level - 1]):
                levels.append(levels[-1])
            else:
                levels.append(self._sets(by_noun(ids), algebra))
        return levels

    def _sets(self, keys: dict[str, np.ndarray], algebra: Algebra) -> tuple:
        own = algebra.own(keys.get(self.noun.name, NONE))
        loose = self.noun.found_loosely_by
        close = reduce(or_, self._linked(keys, self.noun.found_by.keys() - loose, algebra), own)
        return own, close, reduce(or_, self._linked(keys, loose, algebra), close)

    def _linked(
        self, keys: dict[str, np.ndarray], nouns: Iterable[str], algebra: Algebra
    ) -> Iterator:
        """Yield the records linked to those of the keys, for each way there is to the nouns."""
        for noun in keys.keys() & set(nouns):
            for path in self.noun.found_by[noun]:
                yield algebra.linked(path, noun, primary_keys(noun, keys[noun]))


class Conditions:
    """The algebra of a search in SQL: a set of records is a Q."""

    def __init__(self, model: type[Model]):
        self._model = model

    def own(self, keys: np.ndarray) -> Q:
        noun = self._model._meta.model_name
        return Q(pk__in=pk_list(noun, primary_keys(noun, keys)))

    def linked(self, path: str, noun: str, keys: list) -> Q:
        """Return the records that the path leads from to one of the noun's records."""
        records = self._model._default_manager.order_by()
        linked = records.filter(**{f"{path}__in": linked_records(noun, keys)})
        return Q(pk__in=linked.values("pk"))


def linked_records(noun: str, keys: list) -> QuerySet | RawSQL | list:
    """Return what a link is to lead to, for `__in`; what leads into a place, leads to it."""
    wanted = pk_list(noun, keys)
    return Place.objects.within(wanted).values("pk") if noun == PLACE.name else wanted


def filter_matches(queryset: QuerySet, matches: Matches) -> QuerySet:
    return queryset.filter(_conditions(queryset.model, matches)[-1])


def with_tier(queryset: QuerySet, matches: Matches) -> QuerySet:
    """Add `tier` to the records of the queryset, which are all found: 0 for the best."""
    tiers = enumerate(_conditions(queryset.model, matches))
    cases = [When(found, then=Value(tier)) for tier, found in tiers]
    return queryset.annotate(tier=Case(*cases, output_field=IntegerField()))


def _conditions(model: type[Model], matches: Matches) -> list[Q]:
    return Search(noun_of(model), matches).tiers(Conditions(model))


def own_names(model: type[Model], matches: Matches) -> Q:
    """Return the condition of a model's records whose own names hold all terms."""
    noun = model._meta.model_name
    keys = (by_noun(found.ids[Level.SIMILAR]).get(noun, NONE) for found in matches.terms)
    return reduce(and_, map(Conditions(model).own, keys))
