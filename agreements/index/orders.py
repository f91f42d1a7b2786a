"""The records of a list as documents, in each of the list's orders."""

import copy
from collections.abc import Iterable
from typing import Self

from django.db.models import QuerySet
from pyroaring import BitMap

from agreements.models.ordering import BY_KNOWN_NAME, BY_NAME, BY_TITLE, CountOrder, Order
from agreements.nouns.arrangements import Arrangement
from agreements.nouns.noun import Noun

from .columns import columns
from .counted_docs import CountedDocs, read_counted, refresh_counted
from .doc_ids import DocIds
from .named_docs import Named, NamedDocs, named_docs, refresh_named
from .places import Place
from .reading import Reader, Readers
from .sorted_docs import SortedDocs

# The orders of records by what they are called, in the language of the page where it is known.
BY_CALLING = (BY_KNOWN_NAME, BY_NAME, BY_TITLE)


class Orders:
    """All documents in each order, and those that have a name in a language of the pages by that.

    Whoever asks has the DocIds that say which document stands for which record.
    """

    def __init__(self, noun: Noun, doc_ids: DocIds, readers: Readers):
        """Read all orders of a noun's list; `readers` are asked instead of the database."""
        self._noun = noun
        self._docs = {order: self._read(order, doc_ids, readers) for order in _orders(noun)}
        self._named = named_docs(noun.model, doc_ids)

    def kept(self) -> dict:
        docs = [self._docs[order] for order in _orders(self._noun)]
        return {"noun": self._noun, "docs": docs, "named": self._named}

    def take_kept(
        self, noun: Noun, docs: list[SortedDocs | CountedDocs], named: dict[str, NamedDocs]
    ) -> None:
        self._noun, self._named = noun, named
        self._docs = dict(zip(_orders(noun), docs, strict=True))

    def copied(self) -> Self:
        """Return a copy that can be refreshed by itself."""
        other = copy.copy(self)
        other._docs = {order: copy.deepcopy(docs) for order, docs in self._docs.items()}
        other._named = copy.deepcopy(self._named)
        return other

    def of(self, order: Order, language: str | None) -> SortedDocs | CountedDocs | Named:
        """Return the documents in an order, that of names by those in a language of the pages."""
        named = self._named.get(language) if order in BY_CALLING else None
        return named.before(self._docs[order]) if named else self._docs[order]

    def named_in(self, language: str | None) -> BitMap:
        """Return the documents that have a name in a language of the pages."""
        named = self._named.get(language)
        return named.docs if named else BitMap()

    def refresh(
        self, changed: QuerySet, pks: Iterable[int], doc_ids: DocIds, readers: Readers
    ) -> None:
        """Place records that were read anew, and were discarded; `pks` are of those gone, too."""
        for order in self._docs:
            self._refresh(order, changed, doc_ids, readers.get(order))
        refresh_named(self._named, self._noun.model, doc_ids, pks)

    def discard(self, doc: int) -> None:
        for docs in self._docs.values():
            docs.discard(doc)

    def passed(self, among: BitMap, arrangement: Arrangement, place: Place, doc_ids: DocIds) -> int:
        """Return how many documents `among` come before a place in an order, and at it.

        The record that stood there may be gone, or stand elsewhere now.
        """
        order, descending = arrangement.order, arrangement.descending
        docs, records = self._docs[order], self._records
        if isinstance(order, CountOrder):
            return docs.passed(among, place.key, place.pk, descending=descending)
        doc = doc_ids.get(place.pk)
        stands = order.stands_at(records, place.key, place.pk)
        below = order.before(records, place.key, place.pk)
        return docs.passed(
            among,
            doc_ids.get(below),
            is_there=stands and doc in among,
            has_key=place.key is not None,
            descending=descending,
        )

    @property
    def _records(self) -> QuerySet:
        return self._noun.model._default_manager.order_by()

    def _read(self, order: Order, doc_ids: DocIds, readers: Readers) -> SortedDocs | CountedDocs:
        records = doc_ids.worth_asking(self._records)
        if isinstance(order, CountOrder):
            return read_counted(order, records, readers.get(order), doc_ids)

        def known(some: QuerySet):
            parts = (part for [part] in columns(some.values_list("pk", flat=True)))
            docs, is_known = doc_ids.among_first(doc_ids.numbers(parts))
            return docs[is_known]

        docs, keyless = order.arrange(records), order.without_key(records)
        return SortedDocs(known(docs), known(keyless), doc_ids.size)

    def _refresh(
        self, order: Order, changed: QuerySet, doc_ids: DocIds, reader: Reader | None
    ) -> None:
        docs = self._docs[order]
        if isinstance(order, CountOrder):
            refresh_counted(docs, order, changed, reader, doc_ids)
            return
        for pk, key in order.arrange(changed).values_list("pk", order.key):
            before = doc_ids.get(order.before(self._records, key, pk))
            docs.insert(doc_ids.get(pk), before, has_key=key is not None)


def _orders(noun: Noun) -> list[Order]:
    """Return the orders of a noun's list, each once."""
    return list(dict.fromkeys(arrangement.order for arrangement in noun.orders.values()))
