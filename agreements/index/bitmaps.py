"""The facet index: exact counts, order and pages of any selection, without asking the database."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import F, Value
from pyroaring import BitMap

from .numbering import Numbering
from .postings import Pairs
from .reading import by_row, columns, many_tuples, whole_numbers
from .results import LISTED_VALUES, Result, page_bounds
from .sequence import Sequence
from .weights import Weights

# The parameter of the text that is looked for.
TEXT = "q"


class Neighbours(NamedTuple):
    """A record's place in a result, counted from 1, and the primary keys beside it or None."""

    position: int
    total: int
    previous: int | None
    next: int | None


class BitmapIndex:
    """The records of a list by facet, and in each of the list's orders.

    A record is kept as a document, which its Numbering gives.
    """

    def __init__(self, filterset_class, readers=None):
        """Read the records of a RegisterFilter's list: in one pass, and one more for each order and
        for each facet of which a record can have several values.

        `readers` has functions by parameter that are asked instead of `Facet.columns`.
        """
        self._model = filterset_class.Meta.model
        self._records = self._model._default_manager.order_by()
        self._weight = F(filterset_class.weight) if filterset_class.weight else Value(1)
        self._facets = filterset_class.facets
        self._derived = {facet.parameter: facet for facet in filterset_class.derived}
        self._readers = readers or {}
        self._arrangements = filterset_class.orders
        self._singles = [facet for facet in self._facets if facet.is_single(self._model)]
        self._multiples = [facet for facet in self._facets if facet not in self._singles]
        self._postings = {}
        with many_tuples():
            self._read()

    def __len__(self):
        return len(self._everything)

    def select(self, selection, listed=LISTED_VALUES, facets=None, tiers=None):
        """Return the Result of a Selection; raise Http404 for a page past its end.

        With `facets`, parameters, only those are counted; with `listed` only so many values of each
        and those that are chosen, all where it is None. `tiers` are those of the selection's text.
        """
        having = self._having(selection, tiers)
        chosen = self._all_of(having)
        start, stop = page_bounds(len(chosen), selection)
        stood_for, collective = self._stood_for(chosen)
        return Result(
            total=len(chosen),
            stood_for=stood_for,
            collective=collective,
            counts={
                facet.parameter: self._count(facet, selection, chosen, having, listed)
                for facet in self._facets
                if facets is None or facet.parameter in facets
            },
            ids=self._part(self._ranked(chosen, selection, tiers), selection, start, stop),
        )

    def documents(self, pks):
        """Return the BitMap of the documents with these primary keys (numpy, int64)."""
        return self._numbering.of(pks) & self._everything

    def having(self, parameter, keys):
        """Return the BitMap of the documents that have at least one of the keys of a facet."""
        return self._postings[parameter].having(keys)

    def neighbours(self, selection, pk, tiers=None):
        """Return the Neighbours of a record in a Selection, None where it is no part of it."""
        chosen = self._all_of(self._having(selection, tiers))
        doc = self._numbering.get(pk)
        if doc is None or doc not in chosen:
            return None
        ranked = self._ranked(chosen, selection, tiers)
        position = self._position(ranked, selection, doc)
        before = self._part(ranked, selection, max(position - 1, 0), position)
        after = self._part(ranked, selection, position + 1, position + 2)
        return Neighbours(
            position + 1, len(chosen), next(iter(before), None), next(iter(after), None)
        )

    def count_keys(self, parameter, keys):
        """Return {key: number of records that have it}, out of all, for some keys of a facet."""
        return self._postings[parameter].count_keys(self._everything, keys)

    def count_within(self, selection, parameter, listed=LISTED_VALUES):
        """Return the counts of a facet among all that is chosen, its own choice included."""
        chosen = self._all_of(self._having(selection, None))
        return self._postings[parameter].count(chosen, listed)

    def count_groups(self, parameter, groups):
        """Return {group: number of records that have one of its keys} of {group: keys}."""
        postings = self._postings[parameter]
        return {group: len(postings.having(keys)) for group, keys in groups.items()}

    def keys_of(self, parameter, pk, keys):
        """Return those of the keys of a facet that a record has."""
        doc, postings = self._numbering.get(pk), self._postings[parameter]
        return [key for key in keys if doc is not None and doc in postings.having([key])]

    def refresh(self, pks):
        """Read the records of these primary keys anew; those that are gone are forgotten."""
        for doc in map(self._numbering.get, pks):
            if doc is not None and doc in self._everything:
                self._discard(doc)
        changed = self._records.filter(pk__in=pks)
        keys = defaultdict(list)
        for facet in self._multiples:
            for pk, key in by_row(self._columns(facet, pks)):
                keys[pk, facet.parameter].append(key)
        for pk, weight, *single_keys in self._rows(changed):
            doc = self._add(pk, weight)
            for facet, key in zip(self._singles, single_keys, strict=True):
                keys[pk, facet.parameter].append(key)
            for facet in self._facets:
                found = dict.fromkeys(keys[pk, facet.parameter] or [facet.default])
                found.pop(None, None)
                self._postings[facet.parameter].add(doc, found)
        for order, sequence in self._sequences.items():
            rows = order.arrange(changed).values_list("pk", order.key)
            for pk, key in rows:
                before = self._numbering.get(order.before(self._records, key, pk))
                sequence.insert(self._numbering.get(pk), before, has_key=key is not None)

    def pairs(self, parameter, other, keys=None):
        """Yield (key of one facet, key of the other) where any record has both.

        Only of the keys that are given of the first; of all where none are.
        """
        holders, others = self._postings[parameter], self._postings[other]
        if keys is None:
            for other_key in others.all_keys():
                for key in holders.count(others.having([other_key])):
                    yield key, other_key
        else:
            for key in keys:
                for other_key in others.count(holders.having([key])):
                    yield key, other_key

    def _having(self, selection, tiers):
        """Return {parameter: BitMap of the documents that have one of its chosen keys}."""
        having = {
            parameter: self._holders(parameter, keys)
            for parameter, keys in selection.keys().items()
        }
        return having if tiers is None else {**having, TEXT: BitMap.union(*tiers)}

    def _holders(self, parameter, keys):
        derived = self._derived.get(parameter)
        if derived:
            return derived.having(self._postings[derived.of.parameter], keys)
        return self.having(parameter, keys)

    def _all_of(self, having, leave_out=None):
        """Return the BitMap of the documents in all the bitmaps but that of one parameter."""
        bitmaps = [bitmap for parameter, bitmap in having.items() if parameter != leave_out]
        return BitMap.intersection(*sorted(bitmaps, key=len)) if bitmaps else self._everything

    def _count(self, facet, selection, chosen, having, listed):
        """Return the counts of a facet: of its most frequent values, and of the chosen ones."""
        name, facet_postings = facet.parameter, self._postings[facet.parameter]
        if name not in having:
            return facet_postings.count(chosen, listed)
        among = self._all_of(having, leave_out=name)
        also = facet_postings.count_keys(among, selection.keys()[name])
        return facet_postings.count(among, listed) | also

    def _stood_for(self, chosen):
        """Return how many agreements the records stand for, and how many stand for several."""
        if isinstance(self._weight, Value):
            return 0, 0
        return self._weights.stood_for(chosen)

    def _arrangement(self, selection):
        return self._arrangements[selection.sort or next(iter(self._arrangements))]

    def _ranked(self, chosen, selection, tiers):
        """Return the chosen documents in parts that follow each other, each in one order."""
        if tiers is None or selection.sort:
            return [chosen]
        return [chosen & tier for tier in tiers]

    def _position(self, ranked, selection, doc):
        """Return how many documents come before one that is among the ranked."""
        arrangement = self._arrangement(selection)
        sequence = self._sequences[arrangement.order]
        before = 0
        for part in ranked:
            if doc in part:
                break
            before += len(part)
        return before + sequence.position(part, doc, descending=arrangement.descending)

    def _part(self, ranked, selection, start, stop):
        """Return the primary keys from `start` up to `stop` of the ranked documents, in order."""
        arrangement = self._arrangement(selection)
        sequence = self._sequences[arrangement.order]
        docs = []
        for part in ranked:
            if start < len(part) and stop > 0:
                docs += sequence.part(part, max(start, 0), stop, descending=arrangement.descending)
            start, stop = start - len(part), stop - len(part)
        return self._numbering.keys(docs)

    def _columns(self, facet, pks=None):
        reader = self._readers.get(facet.parameter)
        return reader(pks) if reader else facet.columns(self._model, pks)

    def _rows(self, records):
        """Return rows of (primary key, weight, key of each facet of one value)."""
        keys = {f"facet_{facet.parameter}": facet.expression for facet in self._singles}
        return records.annotate(**keys).values_list("pk", self._weight, *keys)

    def _read(self):
        self._read_records()
        for facet in sorted(self._multiples, key=lambda facet: len(facet.path)):
            if facet.parameter not in self._postings:
                self._read_facet(facet)
        orders = dict.fromkeys(arrangement.order for arrangement in self._arrangements.values())
        self._sequences = {order: self._read_order(order) for order in orders}

    def _read_records(self):
        pks, weights = [], []
        pairs = {facet.parameter: Pairs() for facet in self._singles}
        for part, part_weights, *keys in columns(self._rows(self._records).order_by("pk")):
            pks.append(part)
            weights.append(part_weights)
            for pair, column in zip(pairs.values(), keys, strict=True):
                pair.extend(part, column)
        self._numbering = Numbering(whole_numbers(pks))
        self._everything = BitMap(range(self._numbering.size))
        self._weights = Weights(whole_numbers(weights))
        for parameter, pair in pairs.items():
            self._postings[parameter] = pair.postings(self._numbering)

    def _read_facet(self, facet):
        """Read a facet, and with it each facet whose path goes on from this one's."""
        pairs = Pairs()
        for pks, keys in self._columns(facet):
            pairs.extend(pks, keys)
        self._postings[facet.parameter] = pairs.postings(self._numbering)
        for other in self._facets:
            if other.path.startswith(f"{facet.path}__"):
                onward = other.path.removeprefix(f"{facet.path}__")
                keys = dict(facet.model._default_manager.values_list("pk", onward))
                others = pairs.through(keys)
                self._postings[other.parameter] = others.postings(self._numbering)
        if facet.default is not None:
            postings = self._postings[facet.parameter]
            for doc in self._everything - postings.having(postings.all_keys()):
                postings.add(doc, [facet.default])

    def _read_order(self, order):
        docs, keyless = (
            self._known_documents(records.values_list("pk", flat=True))
            for records in (order.arrange(self._records), order.without_key(self._records))
        )
        return Sequence(docs, keyless, self._numbering.size)

    def _known_documents(self, pks):
        docs, is_known = self._numbering.among_first(whole_numbers(part for [part] in columns(pks)))
        return docs[is_known]

    def _add(self, pk, weight):
        """Return the document of a record, a new one where it has none, and note its weight."""
        doc = self._numbering.give(pk)
        self._everything.add(doc)
        self._weights.add(doc, weight)
        return doc

    def _discard(self, doc):
        self._everything.discard(doc)
        self._weights.discard(doc)
        for facet_postings in self._postings.values():
            facet_postings.discard(doc)
        for sequence in self._sequences.values():
            sequence.discard(doc)
