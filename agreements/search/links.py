"""Through which records a record is found: an agreement by the names of its parties, for example.

The nouns declare the links in Django's notation. The index of a list answers by its links, see
`index/search_sets.py`; SQL by the same links is the definition.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_, or_
from typing import Any, Protocol

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from agreements.models import Place
from agreements.nouns import PLACE, noun_of
from agreements.nouns.noun import Noun

from .matches import Level, Matches, TermMatches
from .names import Names
from .texts import pk_list

# As a whole in three ways, then by levels, each of them with three reaches; similar words are last.
FIRST_SIMILAR = 3 + 3 * Level.SIMILAR
FIRST_TOLD = 3 + 3 * len(Level)


class Algebra(Protocol):
    """Sets of records of one noun, of whatever kind, which combine by & and |."""

    def own(self, docs: BitMap) -> Any:
        """Return the records of some documents of the noun."""

    def linked(self, path: str, noun: str, docs: BitMap) -> Any:
        """Return the records that a path leads from to one of another noun's documents."""

    def within(self, records: Any) -> "Algebra":
        """Return an algebra that need not tell of other records than these."""


@dataclass(frozen=True)
class Search:
    """A query among the records of one noun, with what was found of it.

    A record is in the first tier that it fits: a name of its own is the whole query, begins so or
    has it within; all terms stand as words in its own names, or in these and in those of the
    records that it is linked to closely, or in those of all that it is linked to; the same three
    for parts of words, for other forms of them, and for similar words.
    """

    noun: Noun
    matches: Matches

    def tiers(self, algebra: Algebra) -> list:
        """Return the records of each tier, as the algebra has them; those of the last are all.

        Those of a level that finds no more than the one before are the same.
        """
        terms = list(self._narrowing(algebra))
        in_all: list[list] = []
        for level in Level:
            if level and all(levels[level] is levels[level - 1] for levels in terms):
                in_all.append(in_all[-1])
                continue
            here = zip(*(levels[level] for levels in terms), strict=True)
            in_all.append([reduce(and_, sets) for sets in here])
        ways = (self.matches.whole, self.matches.start, self.matches.phrase)
        exact = in_all[Level.PART][-1]
        as_a_whole = [
            algebra.own(found.of(self.noun.name)) & exact if exact else exact for found in ways
        ]
        return [*as_a_whole, *chain.from_iterable(in_all)]

    def rarest_first(self) -> list[TermMatches]:
        """Return the terms by how many records they are followed from."""
        return sorted(self.matches.terms, key=self._followed)

    def of_term(self, matches: TermMatches, algebra: Algebra) -> Any:
        """Return the records that a term leads to by itself, in whatever way."""
        nouns = (self.noun.name, *self.noun.found_by)
        found = {noun: matches.found[Level.SIMILAR].of(noun) for noun in nouns}
        return self._sets(found, algebra)[-1]

    def _narrowing(self, algebra: Algebra) -> Iterator[list[tuple]]:
        """Yield the levels of each term, of the records that those before it lead to.

        A term that few records hold is followed first, and leaves few candidates to the others;
        where it leaves none, these are not followed.
        """
        for matches in self.rarest_first():
            levels = self._levels(matches, algebra)
            yield levels
            if not levels[-1][-1]:
                return
            algebra = algebra.within(levels[-1][-1])

    def _followed(self, matches: TermMatches) -> int:
        """Return how many records a term is followed from."""
        return sum(len(matches.found[Level.SIMILAR].of(noun)) for noun in self.noun.found_by)

    def _levels(self, matches: TermMatches, algebra: Algebra) -> list[tuple]:
        """Return for each Level the records with such a name of their own, with those that are
        linked closely, with all that are linked.

        Each level has what those before it have, so that only what is new is followed.
        """
        nouns = (self.noun.name, *self.noun.found_by)
        levels: list[tuple] = []
        before = dict.fromkeys(nouns, BitMap())
        for found in matches.found:
            now = {noun: found.of(noun) for noun in nouns}
            new = {noun: docs - before[noun] for noun, docs in now.items()}
            if levels and not any(new.values()):
                levels.append(levels[-1])
                continue
            sets = self._sets(new, algebra)
            levels.append(tuple(map(or_, levels[-1], sets)) if levels else sets)
            before = now
        return levels

    def _sets(self, found: dict[str, BitMap], algebra: Algebra) -> tuple:
        own = algebra.own(found[self.noun.name])
        loose = self.noun.found_loosely_by
        close = reduce(or_, self._linked(found, self.noun.found_by.keys() - loose, algebra), own)
        return own, close, reduce(or_, self._linked(found, loose, algebra), close)

    def _linked(self, found: dict[str, BitMap], nouns: Iterable[str], algebra: Algebra) -> Iterator:
        """Yield the records linked to those that are found, for each way there is to the nouns."""
        for noun in nouns:
            for path in self.noun.found_by[noun] if found[noun] else ():
                yield algebra.linked(path, noun, found[noun])


class Conditions:
    """The algebra of a search in SQL: a set of records is a Q."""

    def __init__(self, model: type[Model], names: Names):
        self._model = model
        self._names = names

    def own(self, docs: BitMap) -> Q:
        noun = self._model._meta.model_name
        return Q(pk__in=pk_list(noun, self._names.pks(noun, docs)))

    def linked(self, path: str, noun: str, docs: BitMap) -> Q:
        """Return the records that the path leads from to one of the noun's records."""
        records = self._model._default_manager.order_by()
        wanted = linked_records(noun, self._names.pks(noun, docs))
        return Q(pk__in=records.filter(**{f"{path}__in": wanted}).values("pk"))

    def within(self, records: Q) -> "Conditions":
        return self


def linked_records(noun: str, keys: list) -> QuerySet | RawSQL | list:
    """Return what a link is to lead to, for `__in`; what leads into a place, leads to it."""
    wanted = pk_list(noun, keys)
    return Place.objects.within(wanted).values("pk") if noun == PLACE.name else wanted


def filter_matches(queryset: QuerySet, matches: Matches) -> QuerySet:
    """Return the records of the queryset that Matches lead to."""
    return queryset.filter(reduce(or_, _conditions(queryset.model, matches)))


def with_tier(queryset: QuerySet, matches: Matches) -> QuerySet:
    """Add `tier` to the records of the queryset, which are all found: 0 for the best."""
    tiers = enumerate(_conditions(queryset.model, matches))
    cases = [When(found, then=Value(tier)) for tier, found in tiers]
    return queryset.annotate(tier=Case(*cases, output_field=IntegerField()))


def _conditions(model: type[Model], matches: Matches) -> list[Q]:
    """Return the condition of each tier; the last, of sentences, count where no name holds all."""
    conditions = Conditions(model, matches.names)
    tiers = Search(noun_of(model), matches).tiers(conditions)
    named = model._default_manager.filter(reduce(or_, tiers[:FIRST_SIMILAR]))
    told = () if named.exists() else matches.told(model._meta.model_name)
    return [*tiers, *map(conditions.own, told)]


def own_names(model: type[Model], matches: Matches) -> Q:
    """Return the condition of a model's records whose own names hold all terms."""
    noun = model._meta.model_name
    found = (terms.found[Level.SIMILAR].of(noun) for terms in matches.terms)
    return reduce(and_, map(Conditions(model, matches.names).own, found))
