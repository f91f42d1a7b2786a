"""The folded names of a noun's records as arrays: which of them hold a word or a phrase.

A record is known by its document, a whole number from 0, as in the index of its list.
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, docs_of

from .vocabulary import Vocabulary
from .word_places import Longer, Slot, Texts, rearranged

# So many texts stand apart before they are merged with the others.
MAX_APART = 2_000


class WordIndex:
    """The names of a noun's records, kept in step: most as they were read, the last ones apart.

    `_apart` are the Texts of the documents `_docs_apart`, which in `_texts` are out of date.
    """

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary):
        """Take the folded text of each document in order, "" where it has none."""
        self._vocabulary = vocabulary
        self._texts = Texts.of(texts, vocabulary)
        self._set_apart({})

    def copied(self, vocabulary: Vocabulary) -> Self:
        """Return a copy that is updated by itself, with words of a copied Vocabulary."""
        other = copy.copy(self)
        other._vocabulary = vocabulary
        return other

    @property
    def nbytes(self) -> int:
        """Return how many bytes of memory its arrays take."""
        return self._texts.nbytes + self._apart.nbytes

    def update(self, texts: Mapping[int, str]) -> None:
        """Have the texts of these documents be others, "" of one without a record."""
        self._set_apart(self._changed | texts)
        if len(self._changed) > MAX_APART:
            self._merge()

    def renumber(self, docs: np.ndarray) -> None:
        """Have document n be the one that was `docs[n]` (int64), -1 where it has no text."""
        self._merge()
        docs = np.where(docs < len(self._texts), docs, -1)
        self._texts = rearranged(self._texts.words[:-1], self._texts.starts, docs)

    def with_any(self, words: Slot) -> BitMap:
        """Return the documents whose names have at least one of some words."""
        return self.with_phrase([words])

    def with_phrase(self, slots: Sequence[Slot]) -> BitMap:
        """Return the documents in whose names words of the slots follow each other."""
        return self._in_all(slots, lambda texts, size: texts.with_phrase(slots, size))

    def with_names(self, slots: Sequence[Slot], *, whole: bool) -> BitMap:
        """Return the documents with a name that begins with words of the slots, or is no longer."""
        return self._in_all(slots, lambda texts, size: texts.with_names(slots, size, whole=whole))

    def outside(self, slots: Sequence[Slot], longer: Sequence[Longer]) -> BitMap:
        """Return the documents where a phrase stands otherwise than as a part of longer ones."""
        return self._in_all(slots, lambda texts, size: texts.outside(slots, longer, size))

    def _in_all(self, slots: Sequence[Slot], find: Callable[[Texts, int], BitMap]) -> BitMap:
        """Return the documents that a function finds, in most texts and in those apart."""
        if not slots or not all(map(len, slots)):
            return BitMap()
        size = len(self._vocabulary)
        found = find(self._texts, size)
        if not self._changed:
            return found
        apart = self._docs_apart[docs_of(find(self._apart, size))]
        return (found - self._outdated) | bitmap_of(apart)

    def words_of(self, doc: int) -> np.ndarray:
        """Return the numbers of the words of a document's names, each after a border."""
        if doc in self._changed:
            return self._vocabulary.numbers(self._changed[doc].split()[:-1])
        start, end = self._texts.starts[doc : doc + 2]
        return self._texts.words[start:end]

    def _set_apart(self, changed: Mapping[int, str]) -> None:
        self._changed = dict(sorted(changed.items()))
        self._docs_apart = np.array(list(self._changed), dtype=np.uint32)
        self._outdated = bitmap_of(self._docs_apart)
        self._apart = Texts.of(self._changed.values(), self._vocabulary)

    def _merge(self) -> None:
        size = max([len(self._texts), *(doc + 1 for doc in self._changed)])
        words = np.concatenate([self._texts.words[:-1], self._apart.words[:-1]])
        starts = np.concatenate(
            [self._texts.starts[:-1], self._texts.starts[-1] + self._apart.starts]
        )
        order = np.full(size, -1)
        order[: len(self._texts)] = np.arange(len(self._texts))
        order[self._docs_apart] = len(self._texts) + np.arange(len(self._apart))
        self._texts = rearranged(words, starts, order)
        self._set_apart({})
