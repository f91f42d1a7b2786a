"""The facet index: exact counts, order and pages of any selection, without asking the database."""

from array import array
from collections import defaultdict
from itertools import islice
from typing import NamedTuple

import numpy as np
from django.db.models import F, Value
from pyroaring import BitMap

from .postings import Pairs, bitmap_of, with_room
from .results import LISTED_VALUES, Result, page_bounds
from .sequence import Sequence

CHUNK = 20_000
# As many as a PositiveIntegerField has.
WEIGHT_BITS = 31


class Neighbours(NamedTuple):
    """A record's place in a result, counted from 1, and the primary keys beside it or None."""

    position: int
    total: int
    previous: int | None
    next: int | None


class BitmapIndex:
    """The records of a list by facet, and in each of the list's orders.

    A record is kept as a document, a number from 0 that is given once. `_pks` has the primary key
    of each document, rising as far as they were there from the start; those of later documents are
    in `_later`. The numbers that records stand for are kept bit by bit: `_weights[n]` has the
    documents for whose number, less 1, the n-th bit is set.
    """

    def __init__(self, filterset_class):
        """Read the records of a RegisterFilter's list: in one pass, and one more for each order and
        for each facet of which a record can have several values."""
        self._records = filterset_class.Meta.model._default_manager.order_by()
        self._weight = F(filterset_class.weight) if filterset_class.weight else Value(1)
        self._facets = filterset_class.facets
        self._arrangements = filterset_class.orders
        self._singles = [f for f in self._facets if f.is_single(self._records.model)]
        self._multiples = [f for f in self._facets if f not in self._singles]
        self._postings = {}
        self._read_records()
        for facet in self._multiples:
            self._read_facet(facet)
        orders = dict.fromkeys(arrangement.order for arrangement in self._arrangements.values())
        self._sequences = {order: self._read_order(order) for order in orders}

    def __len__(self):
        return len(self._everything)

    def select(self, selection, listed=LISTED_VALUES):
        """Return the Result of a Selection; raise Http404 for a page past its end."""
        having = self._having(selection)
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
            },
            ids=self._part(chosen, selection, start, stop),
        )

    def neighbours(self, selection, pk):
        """Return the Neighbours of a record in a Selection, None where it is no part of it."""
        chosen = self._all_of(self._having(selection))
        doc = self._document(pk)
        if doc is None or doc not in chosen:
            return None
        arrangement = self._arrangement(selection)
        sequence = self._sequences[arrangement.order]
        position = sequence.position(chosen, doc, descending=arrangement.descending)
        before = self._part(chosen, selection, max(position - 1, 0), position)
        after = self._part(chosen, selection, position + 1, position + 2)
        return Neighbours(
            position + 1, len(chosen), next(iter(before), None), next(iter(after), None)
        )

    def count_keys(self, parameter, keys):
        """Return {key: number of records that have it}, out of all, for some keys of a facet."""
        return self._postings[parameter].count_keys(self._everything, keys)

    def refresh(self, pks):
        """Read the records of these primary keys anew; those that are gone are forgotten."""
        for doc in map(self._document, pks):
            if doc is not None and doc in self._everything:
                self._discard(doc)
        changed = self._records.filter(pk__in=pks)
        keys = {facet: defaultdict(list) for facet in self._multiples}
        for facet in self._multiples:
            for pk, key in facet.keyed(changed).values_list("pk", "facet_key").distinct():
                keys[facet][pk].append(key)
        for pk, weight, *single_keys in self._rows(changed):
            doc = self._add(pk, weight)
            for facet, key in zip(self._singles, single_keys, strict=True):
                self._postings[facet.parameter].add(doc, [] if key is None else [key])
            for facet in self._multiples:
                self._postings[facet.parameter].add(doc, keys[facet][pk])
        for order, sequence in self._sequences.items():
            rows = order.arrange(changed).values_list("pk", order.key)
            for pk, key in rows:
                before = self._document(order.before(self._records, key, pk))
                sequence.insert(self._document(pk), before, has_key=key is not None)

    def _having(self, selection):
        """Return {parameter: BitMap of the documents that have one of its chosen keys}."""
        return {
            parameter: self._postings[parameter].having(keys)
            for parameter, keys in selection.keys().items()
        }

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
        extra = sum(
            chosen.intersection_cardinality(bits) << bit for bit, bits in enumerate(self._weights)
        )
        collective = BitMap.union(BitMap(), *self._weights)
        return len(chosen) + extra, chosen.intersection_cardinality(collective)

    def _arrangement(self, selection):
        return self._arrangements[selection.sort or next(iter(self._arrangements))]

    def _part(self, chosen, selection, start, stop):
        """Return the primary keys of a part of the documents, in the order of the selection."""
        arrangement = self._arrangement(selection)
        sequence = self._sequences[arrangement.order]
        docs = sequence.part(chosen, start, stop, descending=arrangement.descending)
        return self._pks[docs].tolist()

    def _rows(self, records):
        """Return rows of (primary key, weight, key of each facet of one value)."""
        keys = {f"facet_{facet.parameter}": facet.expression for facet in self._singles}
        return records.annotate(**keys).values_list("pk", self._weight, *keys)

    def _read_records(self):
        pks, weights = array("q"), array("q")
        pairs = [Pairs() for _facet in self._singles]
        rows = self._rows(self._records).order_by("pk")
        for pk_column, weight_column, *columns in _columns(rows):
            docs = np.arange(len(pks), len(pks) + len(pk_column), dtype=np.uint32)
            pks.extend(pk_column)
            weights.extend(weight_column)
            for pair, keys in zip(pairs, columns, strict=True):
                pair.extend(docs, keys)
        self._pks, self._later = np.array(pks, dtype=np.int64), {}
        self._first_later = self._size = len(pks)
        self._everything = BitMap(range(self._size))
        extra = np.array(weights, dtype=np.int64) - 1
        self._weights = [
            bitmap_of(np.flatnonzero(extra >> bit & 1).astype(np.uint32))
            for bit in range(WEIGHT_BITS)
        ]
        for facet, pair in zip(self._singles, pairs, strict=True):
            self._postings[facet.parameter] = pair.postings(self._size)

    def _read_facet(self, facet):
        pairs = Pairs()
        for pks, keys in _columns(facet.keyed(self._records).values_list("pk", "facet_key")):
            docs, is_known = self._documents(pks)
            pairs.extend(docs[is_known], [keys[row] for row in np.flatnonzero(is_known)])
        self._postings[facet.parameter] = pairs.postings(self._size)

    def _read_order(self, order):
        docs, keyless = (
            np.concatenate([np.zeros(0, dtype=np.uint32), *self._stream(records)])
            for records in (order.arrange(self._records), order.without_key(self._records))
        )
        return Sequence(docs, keyless, self._size)

    def _stream(self, records):
        for [pks] in _columns(records.values_list("pk")):
            docs, is_known = self._documents(pks)
            yield docs[is_known]

    def _documents(self, pks):
        """Return the documents of primary keys, and whether each is known (numpy).

        A record that was added after the first pass is not; the change log will tell of it.
        """
        pks = np.array(pks, dtype=np.int64)
        docs = np.searchsorted(self._pks, pks).astype(np.uint32)
        docs[docs == self._size] = 0
        return docs, self._pks[docs] == pks if self._size else np.zeros(len(pks), dtype=bool)

    def _document(self, pk):
        """Return the document of a primary key, None where there never was one."""
        if pk is None or pk in self._later:
            return self._later.get(pk)
        doc = int(np.searchsorted(self._pks[: self._first_later], pk))
        return doc if doc < self._first_later and self._pks[doc] == pk else None

    def _add(self, pk, weight):
        """Return the document of a record, a new one where it has none, and note its weight."""
        doc = self._document(pk)
        if doc is None:
            doc = self._later[pk] = self._size
            self._size += 1
            self._pks = with_room(self._pks, self._size)
            self._pks[doc] = pk
        self._everything.add(doc)
        for bit, bits in enumerate(self._weights):
            if (weight - 1) >> bit & 1:
                bits.add(doc)
        return doc

    def _discard(self, doc):
        self._everything.discard(doc)
        for bits in self._weights:
            bits.discard(doc)
        for facet_postings in self._postings.values():
            facet_postings.discard(doc)
        for sequence in self._sequences.values():
            sequence.discard(doc)


def _columns(rows):
    """Yield a part of the rows after another, each as a tuple of columns."""
    rows = iter(rows.iterator(chunk_size=CHUNK))
    while part := list(islice(rows, CHUNK)):
        yield tuple(zip(*part, strict=True))
