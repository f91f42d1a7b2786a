"""Folded texts as arrays: which of them hold a word or a phrase, and at which places.

A text is a row of words, as numbers of a Vocabulary, with borders between names.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from pyroaring import BitMap

from agreements.arrays import NO_DOCS, NONE, are_among, bitmap_of, docs_of, ranges

from .vocabulary import Vocabulary

# Every Vocabulary begins with a border.
BORDER_NUMBER = 0
# Behind the numbers of all words.
NO_WORD = np.uint32(2**32 - 1)
TEXTS_AT_ONCE = 10_000
# Where in a text a word stands is kept in a byte, and elsewhere from this place on.
FAR = 255
# Finding out whose a name is takes as long as looking at so many places of a word.
PLACES_PER_NAME = 4
# A word with more texts than this keeps them as a bitmap, one with fewer in an array of all.
FEW_TEXTS = 256

# What stands at one place of a phrase: the numbers of the words that may (int64).
Slot = np.ndarray
# A phrase, and the place in it at which a shorter one stands.
Longer = tuple[Sequence[Slot], int]


class Texts:
    """Folded texts that do not change: their words in a row, and the texts of each word.

    `words` has the words of all texts (uint32), `starts` where each text begins in it. Of each word
    that is `_held`, the texts follow each other in `_texts`, or are a bitmap in `_sets` where they
    are many; `_offsets` says where in each it stands first. What does not fit, a word that stands
    in a text again or far behind, is in `_again`. `_firsts` has the first word of each name, which
    stands at a place in `_names`: in the order of these words.
    """

    def __init__(self, words: np.ndarray, starts: np.ndarray):
        self.words = np.append(words, np.uint32(BORDER_NUMBER))
        self.starts = starts.astype(np.uint32)
        self._index_words()
        names = (np.flatnonzero(words == BORDER_NUMBER) + 1).astype(np.uint64)
        names = np.sort(words[names].astype(np.uint64) << np.uint64(32) | names)
        self._names = names.astype(np.uint32)
        self._firsts = (names >> np.uint64(32)).astype(np.uint32)

    @classmethod
    def of(cls, texts: Iterable[str], vocabulary: Vocabulary) -> "Texts":
        """Return the Texts of folded texts in order."""
        texts = iter(texts)
        parts, sizes = [NO_DOCS], [0]
        while some := list(islice(texts, TEXTS_AT_ONCE)):
            # The border at the end of a text is the one at the beginning of the next.
            parts.append(vocabulary.numbers(" ".join(text[:-2] for text in some).split()))
            sizes += [text.count(" ") for text in some]
        return cls(np.concatenate(parts), np.cumsum(sizes, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def nbytes(self) -> int:
        """Return how many bytes of memory its arrays take."""
        arrays = [array for array in vars(self).values() if isinstance(array, np.ndarray)]
        sets = sum(len(texts.serialize()) for texts in self._sets.values())
        return sum(array.nbytes for array in arrays) + sets

    def _index_words(self) -> None:
        # The same word in the order of the texts; a border is in all of them.
        all_words = self.words[:-1]
        places = np.arange(len(all_words), dtype=np.uint64)
        # Sorted together in a fourth of the time that it takes to find out the order.
        places = np.sort(all_words.astype(np.uint64) << np.uint64(32) | places).astype(np.uint32)
        places = places[np.count_nonzero(all_words == BORDER_NUMBER) :]
        words = all_words[places]
        texts = np.repeat(np.arange(len(self), dtype=np.uint32), np.diff(self.starts))[places]
        offsets = places - self.starts[texts]
        is_again = np.zeros(len(places), dtype=bool)
        is_again[1:] = (words[1:] == words[:-1]) & (texts[1:] == texts[:-1])
        is_far = offsets >= FAR
        self._again = places[is_again | is_far]
        self._again_words = words[is_again | is_far]
        words, texts = words[~is_again], texts[~is_again]
        self._offsets = np.minimum(offsets[~is_again], FAR).astype(np.uint8)
        held, first, sizes = np.unique(words, return_index=True, return_counts=True)
        self._held = np.append(held, NO_WORD)
        self._bounds = np.append(first, len(words)).astype(np.uint32)
        many = sizes > FEW_TEXTS
        self._sets = {
            number: bitmap_of(texts[first[number] : first[number] + sizes[number]])
            for number in np.flatnonzero(many).tolist()
        }
        self._texts = texts[~np.repeat(many, sizes)]
        self._few_bounds = np.append(0, np.cumsum(np.where(many, 0, sizes))).astype(np.uint32)

    def with_any(self, words: Slot) -> BitMap:
        """Return the texts that have at least one of some words."""
        numbers = self._numbers(words)
        sets = [self._sets[number] for number in numbers.tolist() if number in self._sets]
        starts = self._few_bounds[numbers]
        few = self._texts[ranges(starts, self._few_bounds[numbers + 1] - starts)]
        return BitMap.union(bitmap_of(np.sort(few)), *sets)

    def with_phrase(self, slots: Sequence[Slot], vocabulary_size: int) -> BitMap:
        """Return the texts in which words of the slots follow each other."""
        if len(slots) == 1:
            return self.with_any(slots[0])
        # Those of each word rise: a stable sort takes a tenth of the time of another one.
        return bitmap_of(np.sort(self.places(slots, vocabulary_size)[0], kind="stable"))

    def places(self, slots: Sequence[Slot], size: int) -> tuple[np.ndarray, np.ndarray]:
        """Return where words of the slots follow each other: the texts (uint32), one for each place
        in `words` of the first slot, and these places. The vocabulary has some size.
        """
        count, rarest = self._rarest(slots)
        return self._places_from(rarest, slots, size) if count else (NO_DOCS, NONE)

    def _places_from(
        self, rarest: int, slots: Sequence[Slot], size: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the same, by the slot that stands least often in the texts."""
        texts, places = self._places_of(slots[rarest])
        if rarest:
            fits = places >= rarest
            texts, places = texts[fits], places[fits] - rarest
        # A border ends the last text: nothing behind it is looked at.
        for at, slot in enumerate(slots):
            if at != rarest:
                fits = are_among(self.words[places + at], slot, size)
                texts, places = texts[fits], places[fits]
        return texts, places

    def with_names(self, slots: Sequence[Slot], size: int, *, whole: bool) -> BitMap:
        """Return the texts with a name that begins with words of the slots, or is no longer."""
        count, rarest = self._rarest(slots)
        if not count:
            return BitMap()
        first, last = self._begun(slots[0])
        are_found = len(slots) == 1 and not whole
        steps = (last - first).sum() * (PLACES_PER_NAME if are_found else 1)
        if count <= steps:
            texts, places = self._places_from(rarest, slots, size)
            are_names = self._are_names(places, len(slots), whole=whole)
            return bitmap_of(np.sort(texts[are_names]))
        places = self._names[ranges(first, last - first)].astype(np.int64)
        for at, slot in enumerate(slots[1:], 1):
            places = places[places + at < len(self.words)]
            places = places[are_among(self.words[places + at], slot, size)]
        places = places[self._are_names(places, len(slots), whole=whole)]
        return bitmap_of(self._owners(np.sort(places)))

    def outside(self, slots: Sequence[Slot], longer: Sequence[Longer], size: int) -> BitMap:
        """Return the texts where a phrase stands otherwise than as a part of longer ones."""
        texts, places = self.places(slots, size)
        for phrase, offset in longer:
            _texts, covered = self.places(phrase, size)
            kept = ~np.isin(places, covered + offset)
            texts, places = texts[kept], places[kept]
        return bitmap_of(np.sort(texts))

    def _begun(self, words: Slot) -> tuple[np.ndarray, np.ndarray]:
        """Return where in `_names` those that begin with each of some words begin and end."""
        words = words.astype(np.uint32)
        first, last = (self._firsts.searchsorted(words, side) for side in ("left", "right"))
        return first, last

    def _are_names(self, places: np.ndarray, size: int, *, whole: bool) -> np.ndarray:
        """Return whether phrases of a size begin a name at places (bool), or are all of it."""
        begin = self.words[places - 1] == BORDER_NUMBER
        return begin & (self.words[places + size] == BORDER_NUMBER) if whole else begin

    def _rarest(self, slots: Sequence[Slot]) -> tuple[int, int]:
        """Return how often the rarest of some slots stands in the texts, and its place."""
        return min((self._count(slot), place) for place, slot in enumerate(slots))

    def _numbers(self, words: Slot) -> np.ndarray:
        """Return the numbers of those of some words that a text has, in the order of `_held`."""
        words = words.astype(np.uint32)
        numbers = self._held.searchsorted(words)
        return numbers[self._held[numbers] == words]

    def _count(self, words: Slot) -> int:
        numbers = self._numbers(words)
        return int((self._bounds[numbers + 1] - self._bounds[numbers]).sum())

    def _places_of(self, words: Slot) -> tuple[np.ndarray, np.ndarray]:
        """Return the texts and the places of some words, wherever they stand."""
        numbers = self._numbers(words)
        parts = [self._texts_of(number) for number in numbers.tolist()]
        texts = np.concatenate([NO_DOCS, *parts])
        starts = self._bounds[numbers]
        offsets = self._offsets[ranges(starts, self._bounds[numbers + 1] - starts)]
        places = self.starts.take(texts).astype(np.int64)
        places += offsets
        is_near = offsets < FAR
        if not is_near.all():
            texts, places = texts[is_near], places[is_near]
        words = words.astype(np.uint32)
        first, last = (
            np.searchsorted(self._again_words, words, side) for side in ("left", "right")
        )
        again = self._again[ranges(first, last - first)].astype(np.int64)
        return np.append(texts, self._owners(again)), np.append(places, again)

    def _owners(self, places: np.ndarray) -> np.ndarray:
        """Return the texts in which places of `words` are (uint32)."""
        # Of another type than the starts, these would be copied to be compared.
        places = places.astype(np.uint32)
        return (np.searchsorted(self.starts, places, side="right") - 1).astype(np.uint32)

    def _texts_of(self, number: int) -> np.ndarray:
        if number in self._sets:
            return docs_of(self._sets[number])
        return self._texts[self._few_bounds[number] : self._few_bounds[number + 1]]


def rearranged(words: np.ndarray, starts: np.ndarray, texts: np.ndarray) -> Texts:
    """Return the Texts with these numbers (int64) in their order, out of others; -1 is empty."""
    starts = starts.astype(np.int64)
    sizes = np.diff(starts, append=starts[-1:])[texts]
    taken = words[ranges(starts[texts], sizes)]
    return Texts(taken, np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]))
