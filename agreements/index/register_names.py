"""The names of all nouns beside their indexes, in step with them: what a search asks."""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, compress, repeat
from typing import Self

import numpy as np
from pyroaring import BitMap

from agreements.arrays import docs_of, whole_numbers
from agreements.databases import id_list
from agreements.models import ANYTHING, Change, Revision, SearchState, SearchText, SearchWord
from agreements.models.change import Entry
from agreements.nouns import NOUNS, Noun
from agreements.search.name_words import words_of
from agreements.search.periods import Period
from agreements.search.texts import (
    KEY_BITS,
    RULES,
    are_folded,
    lowest_id,
    names_of,
    text_id,
    texts_of,
)
from agreements.search.vocabulary import Vocabulary
from agreements.search.word_index import WordIndex

from .bitmap_index import BitmapIndex
from .columns import columns
from .doc_ids import DocIds

# Gives {primary key: folded text} of some records of a noun.
TextsOf = Callable[[Noun, Iterable], dict]

# A reader folds the names of so many records itself; those of more wait for another process.
MAX_FOLDED = 1_000


class RegisterNames:
    """The names of a process, and the documents of the indexes that stand for their records.

    `_missing` has the primary keys, by noun, of the records whose names were written and are not
    taken in yet; None are those of all.
    """

    def __init__(self, indexes: Mapping[str, BitmapIndex]):
        """Read the names of all records that are folded; the others come with `catch_up`."""
        self.vocabulary = Vocabulary()
        self._indexes = indexes
        self._missing: dict[str, set | None] = {}
        state = SearchState.objects.first()
        is_told = bool(state) and state.rules == RULES and state.position is None
        self._names = {
            noun: WordIndex(self._kept(noun) if is_told else [], self.vocabulary) for noun in NOUNS
        }
        if is_told:
            self._learn(SearchWord.objects.values_list("text", "stems"))
        # Processes that are forked after this share the words.
        self.vocabulary.settle()
        self.note(Change.objects.unseen(state.revision) if is_told else None)

    def kept(self) -> dict:
        return {key: held for key, held in vars(self).items() if key != "_indexes"}

    def stand_beside(self, indexes: Mapping[str, BitmapIndex]) -> None:
        """Have these be the indexes whose documents stand for the records that bear the names."""
        self._indexes = indexes

    @property
    def is_complete(self) -> bool:
        """Return whether all names of the indexes' revision are taken in."""
        return not self._missing

    @property
    def misses_many(self) -> bool:
        """Return whether more names are not taken in yet than a reader folds itself."""
        return self._count_missing() > MAX_FOLDED

    def copied(self, indexes: Mapping[str, BitmapIndex]) -> Self:
        """Return a copy beside other indexes, which takes in names by itself."""
        other = copy.copy(self)
        other.vocabulary = self.vocabulary.copied()
        other._indexes = indexes
        other._missing = copy.deepcopy(self._missing)
        other._names = {noun: names.copied(other.vocabulary) for noun, names in self._names.items()}
        return other

    @property
    def nbytes(self) -> int:
        """Return how many bytes of memory the names of all nouns take, and their words."""
        return self.vocabulary.nbytes + sum(names.nbytes for names in self._names.values())

    def of(self, noun: str) -> WordIndex:
        return self._names[noun]

    def all(self, noun: str) -> BitMap:
        return self._indexes[noun].all_docs

    def doc(self, noun: str, pk: int | str) -> int | None:
        return self._indexes[noun].doc_ids.get(pk)

    def docs(self, noun: str, numbers: np.ndarray) -> BitMap:
        return self._indexes[noun].doc_ids.of(numbers)

    def pks(self, noun: str, docs: BitMap) -> list:
        return self._indexes[noun].doc_ids.keys(docs_of(docs))

    def numbers(self, noun: str, docs: BitMap) -> np.ndarray:
        return self._indexes[noun].doc_ids.numbers_of(docs_of(docs))

    def dated(self, noun: str, period: Period) -> BitMap:
        return self._indexes[noun].dated(period.first, period.last)

    def having(
        self, noun: str, parameter: str, keys: Iterable, among: BitMap | None = None
    ) -> BitMap:
        return self._indexes[noun].matching(parameter, keys, among=among)

    def note(self, entries: list[Entry] | None) -> None:
        """Note whose names may have changed by Entries of the log; None says that all may have."""
        if entries is None or any(entry.noun == ANYTHING for entry in entries):
            self._missing = dict.fromkeys(NOUNS)
            return
        for entry in entries:
            if entry.noun in NOUNS:
                known = self._missing.setdefault(entry.noun, set())
                if entry.key is None:
                    self._missing[entry.noun] = None
                elif known is not None:
                    known.add(entry.key)

    def renumber(self, noun: str, before: DocIds) -> None:
        """Have the names of a noun be those of its index's documents, which were others before."""
        after = self._indexes[noun].doc_ids
        docs, is_known = before.known(after.numbers_of(np.arange(after.size)))
        self._names[noun].renumber(np.where(is_known, docs, -1))

    def catch_up(self, revision: Revision | None) -> bool:
        """Take in the names that were written; return whether there were any that could be."""
        if not self._missing:
            return False
        are_few = not self.misses_many
        if not are_few and not are_folded(revision):
            return False
        if not are_few:
            self._learn(SearchWord.objects.values_list("text", "stems"))
        for noun, pks in self._missing.items():
            if pks is None and not are_few:
                self._names[noun] = WordIndex(self._kept(noun), self.vocabulary)
            else:
                self._take_in(noun, pks, self._folded if are_few else self._kept_of)
        self._missing = {}
        return True

    def _count_missing(self) -> int:
        return sum(
            len(self._indexes[noun]) if pks is None else len(pks)
            for noun, pks in self._missing.items()
        )

    def _take_in(self, noun: str, pks: Iterable | None, read: TextsOf) -> None:
        """Take in the names of some records of a noun, of all where None are given."""
        doc_ids = self._indexes[noun].doc_ids
        known = doc_ids.keys(np.arange(doc_ids.size)) if pks is None else pks
        texts = read(NOUNS[noun], known)
        docs = {pk: doc_ids.get(pk) for pk in known}
        self._names[noun].update(
            {doc: texts.get(pk, "") for pk, doc in docs.items() if doc is not None}
        )

    def _folded(self, noun: Noun, pks: Iterable) -> dict:
        """Return {primary key: text} of records, folded now."""
        names = names_of(noun, pks)
        self._learn(
            (word, " ".join(stems))
            for word, stems in words_of(chain.from_iterable(names.values())).items()
        )
        return texts_of(noun, names)

    def _kept_of(self, noun: Noun, pks: Iterable) -> dict:
        """Return {primary key: text} of records, as another process has folded them."""
        by_id = {text_id(noun.name, pk): pk for pk in pks}
        rows = SearchText.objects.filter(id__in=id_list(by_id)).values_list("id", "text")
        return {by_id[key]: text for key, text in rows}

    def _kept(self, noun: str) -> Iterator[str]:
        """Yield the text of each document of a noun, as another process has folded it."""
        doc_ids, lowest, reached = self._indexes[noun].doc_ids, lowest_id(noun), 0
        kept = SearchText.objects.filter(id__range=(lowest, lowest + (1 << KEY_BITS) - 1))
        rows = doc_ids.worth_asking(kept).order_by("id").values_list("id", "text")
        for ids, texts in columns(rows):
            docs, is_known = doc_ids.known(whole_numbers([ids]) - lowest)
            for doc, text in zip(docs[is_known].tolist(), compress(texts, is_known), strict=True):
                yield from repeat("", doc - reached)
                yield text
                reached = doc + 1
        yield from repeat("", doc_ids.size - reached)

    def _learn(self, words: Iterable[tuple[str, str]]) -> None:
        for word, stems in words:
            self.vocabulary.learn(word, stems.split())
