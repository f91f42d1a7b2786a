"""The records of a list as documents: their values and their weights, in their orders."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Self

from django.db.models import F, QuerySet, Value
from pyroaring import BitMap

from agreements.arrays import whole_numbers
from agreements.models import Country
from agreements.nouns.dated import HeardFacet, TermFacet
from agreements.nouns.derived import GroupFacet
from agreements.nouns.facets import Facet
from agreements.nouns.noun import Noun

from .bit_sliced import BitSliced
from .columns import Columns, as_text, by_row, columns
from .day_spans import DaySpans, spans
from .doc_ids import ids_class
from .heard_postings import HeardPostings
from .orders import Orders
from .pair_postings import PairPostings
from .pairs import Pairs
from .postings import Postings
from .reading import Readers, facet_columns
from .term_postings import TermPostings

# What has postings that are read.
Counted = Facet | GroupFacet
# What is worked out anew for each day that is asked for.
DATED = {TermFacet: TermPostings, HeardFacet: HeardPostings}
# What is held beside the orders.
HELD = ("doc_ids", "all_docs", "postings", "weights", "sharing", "days", "stated")


class Contents:
    """What an index holds: read once as a whole, and record by record after that.

    A record is kept as a document, a whole number that its DocIds give. `all_docs` has the
    documents of all records that there are, `postings` those of each value by facet parameter,
    `orders` all of them in the Orders of the list, `weights` how many agreements each stands for,
    `sharing` the documents of which a field says that all of these share a value, `days` when each
    is dated, `stated` those that have any value of a facet which records may lack.
    """

    def __init__(self, noun: Noun, readers: Readers | None = None):
        """Read the records of a noun: in one pass, and one more for each order and for each facet
        of which a record can have several values.

        `readers` has functions that are asked instead of the database.
        """
        self._describe(noun)
        self.postings: dict[str, Postings] = {}
        self.sharing = {field: BitMap() for field in noun.sharing_fields}
        self._read_records()
        records = self.doc_ids.worth_asking(self._records)
        self._read_sharing(records)
        self.days = DaySpans(self.doc_ids.size)
        self._read_days(records)
        for facet in sorted(self._multiples, key=lambda facet: len(facet.path)):
            if facet.parameter not in self.postings:
                self._read_facet(facet, readers or {})
        for pair in noun.pairs:
            self.postings[pair.parameter] = PairPostings(self.postings[pair.of.parameter])
        self.stated = {
            facet.parameter: self.postings[facet.parameter].stated()
            for facet in noun.counted
            if facet.may_lack
        }
        self.orders = Orders(noun, self.doc_ids, readers or {})

    def _describe(self, noun: Noun) -> None:
        self._noun = noun
        self._model = noun.model
        self._records = noun.model._default_manager.order_by()
        self._weight = F(noun.weight) if noun.weight else Value(1)
        self._facets = (*noun.facets, *noun.links, *noun.callings, *noun.groups)
        self._links = noun.links
        self._singles = [facet for facet in self._facets if facet.is_single(noun.model)]
        self._multiples = [facet for facet in self._facets if facet not in self._singles]
        self._ids = ids_class(noun.model)

    def kept(self) -> dict:
        held = {held: getattr(self, held) for held in (*HELD, "orders")}
        return held | {"noun": self._noun}

    def take_kept(self, noun: Noun, **held: object) -> None:
        self._describe(noun)
        vars(self).update(held)

    def copied(self) -> Self:
        """Return a copy that can be refreshed by itself."""
        other = copy.copy(self)
        for held in HELD:
            setattr(other, held, copy.deepcopy(getattr(self, held)))
        other.orders = self.orders.copied()
        return other

    def list_only(self, pks: Iterable) -> None:
        """Have only the records of these primary keys be in the list; all keep their names."""
        self.all_docs = self.doc_ids.of(self._ids.numbers([pks]))

    def refresh(self, pks: Iterable[int], readers: Readers | None = None) -> None:
        """Read the records of these primary keys anew; those that are gone are forgotten."""
        for doc in map(self.doc_ids.get, pks):
            if doc is not None and doc in self.all_docs:
                self._discard(doc)
        changed = self._records.filter(pk__in=pks)
        keys = defaultdict(list)
        for facet in self._multiples:
            for pk, key in by_row(self._columns(facet, readers or {}, pks)):
                keys[pk, facet.parameter].append(key)
        for pk, weight, *single_keys in self._rows(changed):
            doc = self._add(pk, weight)
            for facet, key in zip(self._singles, single_keys, strict=True):
                keys[pk, facet.parameter].append(key)
            for facet in self._facets:
                found = dict.fromkeys(keys[pk, facet.parameter] or [facet.default])
                found.pop(None, None)
                self._add_values(facet.parameter, doc, found)
            self._add_pairs(doc)
        self._read_sharing(changed)
        self._read_days(changed)
        self.orders.refresh(changed, pks, self.doc_ids, readers or {})

    def _columns(
        self, facet: Counted, readers: Readers, pks: Iterable[int] | None = None
    ) -> Columns:
        if pks is None and not self.doc_ids.size:
            return iter(())
        reader = readers.get(facet.parameter)
        return reader(pks) if reader else facet_columns(facet, self._model, pks)

    def _rows(self, records: QuerySet) -> QuerySet:
        """Return rows of (primary key, weight, key of each facet of one value)."""
        keys = {f"facet_{facet.parameter}": facet.expression for facet in self._singles}
        return records.annotate(**keys).values_list("pk", self._weight, *keys)

    def _read_records(self) -> None:
        pks, weights = [], []
        pairs = {facet: Pairs() for facet in self._singles}
        for part, part_weights, *keys in columns(self._rows(self._records).order_by("pk")):
            pks.append(part)
            weights.append(part_weights)
            for pair, column in zip(pairs.values(), keys, strict=True):
                pair.extend(part, column)
        self.doc_ids = self._ids(self._ids.numbers(pks))
        self.all_docs = BitMap(range(self.doc_ids.size))
        self.weights = BitSliced(whole_numbers(weights))
        for facet, pair in pairs.items():
            self.postings[facet.parameter] = self._postings(facet, pair)

    def stood_for(self, docs: BitMap, fields: Iterable[str] | None) -> int:
        """Return how many agreements that documents stand for are known to fit.

        All of a record's where each of these fields says that they share it, else one of them; no
        field can say so where they are None.
        """
        if fields is None:
            return len(docs)
        sharing = docs
        for field in fields:
            sharing = sharing & self.sharing[field]
        return len(docs) - len(sharing) + self.weights.total(sharing)[0]

    def lacking(self, parameter: str) -> BitMap:
        """Return the documents that have no value of a facet which records may lack."""
        return self.all_docs - self.stated[parameter]

    def stated_of(self, parameter: str, docs: BitMap) -> tuple[BitMap, int]:
        """Return those of some documents that can have a value of a facet, and how many lack it.

        Where most lack it, they are those alone that have one.
        """
        stated = self.stated.get(parameter)
        lacking = 0 if stated is None else len(docs) - docs.intersection_cardinality(stated)
        return docs & stated if 2 * lacking > len(docs) else docs, lacking

    def years(self, docs: BitMap) -> tuple[str, str] | None:
        """Return the first and the last year of some documents, None where none is known."""
        year = self._noun.year
        return year and year.ends(self.postings[year.parameter].occurring(docs))

    def _read_sharing(self, records: QuerySet) -> None:
        for field in self.sharing:
            pks = records.filter(**{field: True}).values_list("pk", flat=True)
            self.sharing[field] |= self.doc_ids.of(whole_numbers([list(pks)]))

    def _read_days(self, records: QuerySet) -> None:
        dating = [day for day in self._model.DAYS if day not in self._model.AGREED_DAYS]
        if not dating:
            return
        width = len(dating)
        names = (*map(as_text, dating), *(self._model.DAYS[day] for day in dating))
        for pks, *values in columns(records.values_list("pk", *names)):
            docs, is_known = self.doc_ids.known(self._ids.numbers([pks]))
            first, last = spans(values[:width], values[width:])
            self.days.put(docs[is_known], first[is_known], last[is_known])

    def _read_facet(self, facet: Counted, readers: Readers) -> None:
        """Read a facet, and with it each facet whose path goes on from this one's."""
        if dated := DATED.get(type(facet)):
            self.postings[facet.parameter] = dated(self._columns(facet, readers), self.doc_ids)
            return
        pairs = Pairs()
        for pks, keys in self._columns(facet, readers):
            pairs.extend(pks, keys)
        self.postings[facet.parameter] = self._postings(facet, pairs)
        for other, onward in self._continued(facet):
            records = self.doc_ids.worth_asking(facet.model._default_manager.all())
            keys = [dict(records.values_list("pk", path)) for path in onward]
            self.postings[other.parameter] = self._postings(other, pairs.through(*keys))
        if facet.default is not None:
            postings = self.postings[facet.parameter]
            for doc in self.all_docs - postings.matching(postings.all_keys()):
                postings.add(doc, [facet.default])

    def _postings(self, facet: Counted, pairs: Pairs) -> Postings:
        """Return the Postings of a facet; of a link only what leads to a record is asked."""
        is_link = facet in self._links and facet.model is not Country
        return pairs.link_postings(self.doc_ids) if is_link else pairs.postings(self.doc_ids)

    def _continued(self, facet: Counted) -> Iterator[tuple[Counted, list[str]]]:
        """Yield (other facet, the rests of its paths) where they go on from this one's."""
        for other in self._facets:
            if other.path.startswith(f"{facet.path}__"):
                paths = other.depends_on if isinstance(other, GroupFacet) else (other.path,)
                yield other, [path.removeprefix(f"{facet.path}__") for path in paths]

    def _add(self, pk: int, weight: int) -> int:
        """Return the document of a record, a new one where it has none, and note its weight."""
        doc = self.doc_ids.give(pk)
        self.all_docs.add(doc)
        self.weights.add(doc, weight)
        return doc

    def _add_values(self, parameter: str, doc: int, keys: Collection) -> None:
        self.postings[parameter].add(doc, keys)
        if keys and parameter in self.stated:
            self.stated[parameter].add(doc)

    def _add_pairs(self, doc: int) -> None:
        for pair in self._noun.pairs:
            keys = self.postings[pair.of.parameter].keys_of(doc)
            self.postings[pair.parameter].add(doc, keys)

    def _discard(self, doc: int) -> None:
        self.all_docs.discard(doc)
        self.weights.discard(doc)
        for docs in self.sharing.values():
            docs.discard(doc)
        for docs in self.stated.values():
            docs.discard(doc)
        # Pairs, which come last, ask for the values of which they are made.
        for postings in reversed(self.postings.values()):
            postings.discard(doc)
        self.orders.discard(doc)
