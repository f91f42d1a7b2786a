"""The documents of records that have a name in a language, in the order of its alphabet."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from django.db.models import Model, Q
from pyroaring import BitMap

from agreements.models import Institution, Name
from agreements.models.alphabets import KEYS, alphabet_of
from agreements.models.name import NAMED, SHOWN_KINDS, shown_ranks

from .doc_ids import DocIds
from .sorted_docs import SortedDocs
from .sorted_keys import SortedKeys

# A key is followed by the number of the record, so that equal names stand by age.
NUMBER_BYTES = 8


class NamedDocs:
    """Documents by names in one language; those without one follow in the order of their own names.

    `_keys` has the key of each in the order of `_sorted`.
    """

    def __init__(self, keys: dict[int, bytes]):
        """Take the key of each document."""
        order = sorted(keys, key=keys.__getitem__)
        self._keys = SortedKeys([keys[doc] for doc in order])
        self._docs = BitMap(order)
        self._sorted = SortedDocs(
            np.array(order, dtype=np.uint32),
            np.array([], dtype=np.uint32),
            max(order, default=-1) + 1,
        )

    @property
    def docs(self) -> BitMap:
        """Return the documents that have a name; they must not be changed."""
        return self._docs

    def discard(self, docs: BitMap) -> None:
        """Forget those of some documents that are there."""
        gone = self._sorted.all(self._docs & docs).tolist()
        if not gone:
            return
        self._keys.remove([self._sorted.position(self._docs, doc) for doc in gone])
        for doc in gone:
            self._sorted.discard(doc)
        self._docs -= docs

    def insert(self, keys: dict[int, bytes]) -> None:
        """Place documents that are not there."""
        if not keys:
            return
        order = sorted(keys, key=keys.__getitem__)
        places = self._keys.insert([keys[doc] for doc in order])
        for doc, place in zip(order, places, strict=True):
            before = self._sorted.part(self._docs, place - 1, place) if place else [None]
            self._sorted.insert(doc, before[0], has_key=True)
            self._docs.add(doc)

    def before(self, others: SortedDocs) -> "Named":
        """Return the order of these documents, and of all others behind them."""
        return Named(self._docs, self._sorted, others)


class Named:
    """Documents that have a name in a language, then the others: asked as SortedDocs are."""

    def __init__(self, docs: BitMap, named: SortedDocs, others: SortedDocs):
        self._docs, self._named, self._others = docs, named, others

    def part(self, among: BitMap, start: int, stop: int, *, descending: bool = False) -> list[int]:
        """Return the documents from `start` up to `stop` of those `among`, in order."""
        found = []
        for docs, part in self._parts(among, descending):
            if start < len(part) and stop > 0:
                found += docs.part(part, max(start, 0), stop, descending=descending)
            start, stop = start - len(part), stop - len(part)
        return found

    def all(self, among: BitMap, *, descending: bool = False) -> np.ndarray:
        """Return all documents of those `among` (uint32), in order."""
        parts = self._parts(among, descending)
        return np.concatenate([docs.all(part, descending=descending) for docs, part in parts])

    def position(self, among: BitMap, doc: int, *, descending: bool = False) -> int:
        """Return how many documents `among` come before the document."""
        (first, one), (second, other) = self._parts(among, descending)
        if (doc in self._docs) != descending:
            return first.position(one, doc, descending=descending)
        return len(one) + second.position(other, doc, descending=descending)

    def _parts(self, among: BitMap, descending: bool) -> list[tuple[SortedDocs, BitMap]]:
        parts = [(self._named, among & self._docs), (self._others, among - self._docs)]
        return parts[::-1] if descending else parts


def named_docs(model: type[Model], doc_ids: DocIds) -> dict[str, NamedDocs]:
    """Return the NamedDocs of a model's records by language of the pages, out of one query."""
    if model._meta.model_name not in NAMED:
        return {}
    found = _keys(model, doc_ids, None)
    return {language: NamedDocs(found[language]) for language in KEYS}


def refresh_named(
    named: dict[str, NamedDocs], model: type[Model], doc_ids: DocIds, pks: Iterable
) -> None:
    """Read the names of records anew; those of records that are gone are forgotten."""
    if not named:
        return
    written = BitMap(doc for doc in map(doc_ids.get, pks) if doc is not None)
    for language, keys in _keys(model, doc_ids, pks).items():
        named[language].discard(written)
        named[language].insert(keys)


def _keys(model: type[Model], doc_ids: DocIds, pks: Iterable | None) -> dict[str, dict]:
    """Return {language: {document: key}} of the names that are shown, of all records for None."""
    noun = model._meta.model_name
    ranks = defaultdict(list)
    for code in KEYS:
        for pair, rank in shown_ranks(code).items():
            ranks[pair].append((rank, code))
    tags = {tag for _kind, tag in ranks}
    about = Q(**{f"{noun}__isnull": False}) if pks is None else Q(**{f"{noun}__in": pks})
    if model is Institution:
        about &= Q(institution__is_named=True)
    named = Name.objects.filter(about, language__in=tags, kind__in=SHOWN_KINDS)
    best = {}
    # Of two the first one counts, as where they are shown.
    found = (
        doc_ids.worth_asking(named)
        .order_by("-pk")
        .values_list(f"{noun}_id", "kind", "language", "text")
    )
    for pk, kind, tag, text in found:
        for rank, code in ranks[kind, tag]:
            if (code, pk) not in best or rank <= best[code, pk][0]:
                best[code, pk] = rank, text
    keys = {code: {} for code in KEYS}
    for (code, pk), (_rank, text) in best.items():
        doc = doc_ids.get(pk)
        if doc is not None:
            number = doc_ids.number(pk).to_bytes(NUMBER_BYTES)
            keys[code][doc] = KEYS[code](text) + b"\0" + number
    return keys


def rules_of_order() -> str:
    """Return what says how names are put in order: another text for every change of it."""
    habits = [(code, *shown_ranks(code), *alphabet_of(code)) for code in KEYS]
    return repr(habits)
