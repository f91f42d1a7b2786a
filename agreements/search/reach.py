"""Through which records a record is found: an agreement by the names of its parties, for example.

What is written here in Django's notation is the definition; the index answers the same for the
lists that it holds, see `index/found.py`.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, Value, When

from agreements.models import Country, Place

from .backends import one_of
from .hits import NOTHING, Hits, Level
from .texts import by_noun, primary_keys

# For each noun: by the names of which other records its records are found, and how they are linked.
REACH = {
    "agreement": {
        "institution": ("parties__institution",),
        "country": ("parties__institution__country",),
        "place": ("parties__institution__place", "event__place"),
        "sector": ("sectors",),
        "alliance": ("alliances",),
        "event": ("event",),
    },
    "institution": {
        "institution": ("parent",),
        "country": ("country",),
        "place": ("place",),
        "sector": ("parties__agreement__sectors",),
        "alliance": ("memberships__alliance",),
    },
    "alliance": {"institution": ("guided_by", "memberships__institution")},
    "event": {
        "institution": ("host",),
        "country": ("place__country",),
        "place": ("place",),
    },
    "project": {
        "institution": ("host",),
        "country": ("place__country",),
        "place": ("place",),
        "agreement": ("agreement",),
        "alliance": ("alliance",),
    },
    "source": {},
    "sector": {},
    "country": {},
    "place": {"country": ("country",), "place": ("parent",)},
}
# Links that say less of a record: an alliance called after Chongqing has members anywhere.
LOOSE = {"agreement": ("alliance", "event"), "institution": ("alliance", "sector")}


@dataclass(frozen=True)
class Search:
    """A query among the records of one noun, with what the database found of it.

    A record is in the first tier that it fits: a name of its own is the whole query, or begins so;
    all terms stand as words in its own names, or in these and in those of the records that it is
    linked to closely, or in those of all that it is linked to; the same three for parts of words,
    and once more for similar words.
    """

    noun: str
    hits: Hits

    def tiers(self, algebra):
        """Return for each tier the records that fit it, as the algebra has them; the last are all.

        An algebra has `own(keys)` for keys of the noun's texts (numpy) and `linked(path, noun,
        keys)` for primary keys of a noun, which return sets of records; they combine by & and |.
        """
        terms = [self._levels(reading, algebra) for reading in self.hits.readings]

        def in_all(level, reach):
            return reduce(and_, (levels[level][reach] for levels in terms))

        exact = in_all(Level.PART, -1)
        whole, start = (
            algebra.own(by_noun(ids).get(self.noun, NOTHING)) & exact
            for ids in (self.hits.whole, self.hits.start)
        )
        return [whole, start, *(in_all(level, reach) for level in Level for reach in range(3))]

    def _levels(self, reading, algebra):
        """Return for each Level the records with such a name of their own, with those that are
        linked closely, with all that are linked.
        """
        levels = []
        for level, ids in zip(Level, reading.ids, strict=True):
            # Each level holds all of those before it.
            if level and len(ids) == len(reading.ids[level - 1]):
                levels.append(levels[-1])
            else:
                levels.append(self._sets(by_noun(ids), algebra))
        return levels

    def _sets(self, keys, algebra):
        own = algebra.own(keys.get(self.noun, NOTHING))
        loose = LOOSE.get(self.noun, ())
        close = reduce(or_, self._linked(keys, REACH[self.noun].keys() - loose, algebra), own)
        return own, close, reduce(or_, self._linked(keys, loose, algebra), close)

    def _linked(self, keys, nouns, algebra):
        """Yield the records linked to those of the keys, for each way there is to the nouns."""
        for noun in keys.keys() & nouns:
            for path in REACH[self.noun][noun]:
                yield algebra.linked(path, noun, primary_keys(noun, keys[noun]))


class Conditions:
    """The algebra of a search in SQL: a set of records is a Q."""

    def __init__(self, model):
        self._model = model

    def own(self, keys):
        """Return the records of some keys."""
        pks = primary_keys(self._model._meta.model_name, keys)
        return Q(pk__in=pks if self._model is Country else one_of(pks))

    def linked(self, path, noun, keys):
        """Return the records that the path leads from to one of the noun's records."""
        holders = self._model._default_manager.order_by()
        linked = holders.filter(**{f"{path}__in": linked_records(noun, keys)})
        return Q(pk__in=linked.values("pk"))


def linked_records(noun, keys):
    """Return what a link is to lead to, for `__in`; what leads into a place, leads to it."""
    if noun == "country":
        return keys
    if noun == "place":
        return Place.objects.within(one_of(keys)).values("pk")
    return one_of(keys)


def narrow(queryset, hits):
    """Return the records of the queryset that are found."""
    return queryset.filter(_conditions(queryset.model, hits)[-1])


def with_tier(queryset, hits):
    """Add `tier` to the records of the queryset, which are all found: 0 for the best."""
    tiers = enumerate(_conditions(queryset.model, hits))
    cases = [When(found, then=Value(tier)) for tier, found in tiers]
    return queryset.annotate(tier=Case(*cases, output_field=IntegerField()))


def _conditions(model, hits):
    return Search(model._meta.model_name, hits).tiers(Conditions(model))


def own_names(model, hits):
    """Return the condition of a model's records whose own names hold all terms, a Q."""
    noun = model._meta.model_name
    keys = (by_noun(reading.ids[Level.SIMILAR]).get(noun, NOTHING) for reading in hits.readings)
    algebra = Conditions(model)
    return reduce(and_, map(algebra.own, keys))
