"""All words of all folded names, each with a number, and the ways from a word to others.

A word is looked for in some hundred thousand: those that begin with a text or contain it stand in
one long text, those spelt much alike have nearly the same letters. As Python's own texts and
dictionaries they would take ten times the room.
"""

import copy
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Self

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from agreements.arrays import NONE, distinct

from .fold import is_single

# What parts the names of a record: the first word of all.
BORDER = "|"
# Of letters only: a misspelt number is another number.
WORD_LENGTHS = range(4, 41)
# Letters are told apart by so many bits; a few share one.
LETTERS = 31
# Numbers have so many bytes.
NUMBER_SIZES = (1, 2, 4, 8)
END = b"\n"


class Vocabulary:
    """Words by number; a word that has one keeps it, whether or not a name still has the word."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        # Words and stems since the last part was made.
        self._new: dict[str, int] = {}
        self._stems: list[Stems] = []
        self._new_stems: dict[str, set[int]] = {}
        self.number(BORDER)

    def copied(self) -> Self:
        """Return a copy that learns by itself; what is settled is shared."""
        other = copy.copy(self)
        other._parts, other._stems = list(self._parts), list(self._stems)
        other._new, other._new_stems = dict(self._new), copy.deepcopy(self._new_stems)
        return other

    def __len__(self) -> int:
        return len(self._new) + (self._parts[-1].end if self._parts else 0)

    @property
    def nbytes(self) -> int:
        """Return about how many bytes of memory the words that are settled take."""
        return sum(part.nbytes for part in (*self._parts, *self._stems))

    def word(self, number: int) -> str:
        """Return the word of a number."""
        return next(part for part in self._settled() if number < part.end).word(number)

    def number(self, word: str) -> int:
        """Return the number of a word, a new one where it has none."""
        number = self._known(word)
        return self._new.setdefault(word, len(self)) if number is None else number

    def numbers(self, words: Iterable[str]) -> np.ndarray:
        """Return the numbers of words (uint32), new ones where they have none."""
        new = self._new
        found = (new[word] if word in new else self.number(word) for word in words)
        return np.fromiter(found, dtype=np.uint32)

    def known(self, word: str) -> np.ndarray:
        """Return the number of a word as an array (int64), empty where it has none."""
        number = self._known(word)
        return np.array([] if number is None else [number], dtype=np.int64)

    def learn(self, word: str, stems: Iterable[str]) -> None:
        """Take a word for a form of some stems."""
        number = self.number(word)
        for stem in stems:
            self._new_stems.setdefault(stem, set()).add(number)

    def forms(self, stems: Iterable[str]) -> np.ndarray:
        """Return the numbers of the words that are a form of any of the stems (int64)."""
        stems = list(stems)
        new = [number for stem in stems for number in self._new_stems.get(stem, ())]
        found = [part.forms(stem) for part in self._stems for stem in stems]
        return distinct(np.concatenate([np.array(new, dtype=np.int64), *found]))

    def beginning(self, text: str) -> np.ndarray:
        """Return the numbers of the words that begin with a text (int64, rising)."""
        return np.concatenate([NONE, *(part.beginning(text) for part in self._settled())])

    def containing(self, text: str) -> np.ndarray:
        """Return the numbers of the words that contain a text (int64, rising)."""
        return np.concatenate([NONE, *(part.containing(text) for part in self._settled())])

    def near(self, word: str, slips: int) -> list[tuple[str, int]]:
        """Return the words of letters within so many slips of a word, and their distances.

        A slip is a letter added, left out, taken for another or changed with its neighbour.
        """
        alike = [text for part in self._settled() for text in part.alike(word, slips)]
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [(text, distance) for text, distance, _place in found]

    def _settled(self) -> list["Part"]:
        self.settle()
        return self._parts

    def _known(self, word: str) -> int | None:
        if word in self._new:
            return self._new[word]
        found = (part.number(word) for part in self._parts)
        return next((number for number in found if number is not None), None)

    def settle(self) -> None:
        """Make a part of the words since the last time.

        Parts are joined as soon as the next one is as large: few words are copied, and seldom.
        """
        if not self._new and not self._new_stems:
            return
        words, first = list(self._new), len(self) - len(self._new)
        while self._parts and len(words) >= len(self._parts[-1]):
            last = self._parts.pop()
            words, first = [*last.all_words(), *words], last.first
        if words:
            self._parts.append(Part(first, words))
        self._new = {}
        pairs = [(stem, number) for stem, forms in self._new_stems.items() for number in forms]
        self._stems = Stems.added(self._stems, pairs)
        self._new_stems = {}


class Part:
    """Some words that follow each other by number, from `first` up to `end`, as one text.

    `_starts` says where each begins in the text, `_has_parts` which of them are looked into: what
    stands by itself is no part of a longer word, and an address is none at all. A word is found by
    its hash.
    """

    def __init__(self, first: int, words: list[str]):
        self.first = first
        self.end = first + len(words)
        encoded = [word.encode() for word in words]
        self._text = END + END.join(encoded) + END
        self._starts = np.cumsum([1, *(len(word) + 1 for word in encoded)], dtype=np.uint32)
        self._has_parts = np.fromiter(map(_has_parts, words), dtype=bool, count=len(words))
        self._letters = np.fromiter(map(_letters, words), dtype=np.uint64, count=len(words))
        lengths = (len(word) if is_word(word) else 0 for word in words)
        self._lengths = np.fromiter(lengths, dtype=np.uint8, count=len(words))
        # The places of the words that are looked into, in the order of their letters.
        looked_into = np.flatnonzero(self._has_parts).tolist()
        self._rising = np.array(sorted(looked_into, key=encoded.__getitem__), dtype=np.uint32)
        hashes = np.fromiter(map(_hash, words), dtype=np.int64, count=len(words))
        self._order = np.argsort(hashes).astype(np.uint32)
        self._hashes = hashes[self._order]

    def __len__(self) -> int:
        return self.end - self.first

    @property
    def nbytes(self) -> int:
        """Return how many bytes of memory it takes."""
        arrays = (array for array in vars(self).values() if isinstance(array, np.ndarray))
        return len(self._text) + sum(array.nbytes for array in arrays)

    def word(self, number: int) -> str:
        """Return the word of a number."""
        return self._encoded(number - self.first).decode()

    def all_words(self) -> Iterator[str]:
        """Yield all words in the order of their numbers."""
        return iter(self._text[1:-1].decode().split(END.decode()))

    def number(self, word: str) -> int | None:
        """Return the number of a word, None where it is none of these."""
        wanted = _hash(word)
        place = int(np.searchsorted(self._hashes, wanted))
        while place < len(self) and self._hashes[place] == wanted:
            number = self.first + int(self._order[place])
            if self.word(number) == word:
                return number
            place += 1
        return None

    def beginning(self, text: str) -> np.ndarray:
        """Return the numbers of the words that are looked into and begin with a text (int64)."""
        pattern = text.encode()
        first = bisect_left(self._rising, pattern, key=self._encoded)
        last = bisect_left(self._rising, pattern + b"\xff", first, key=self._encoded)
        return self.first + np.sort(self._rising[first:last].astype(np.int64))

    def _encoded(self, place: int) -> bytes:
        return self._text[self._starts[place] : self._starts[place + 1] - 1]

    def containing(self, text: str) -> np.ndarray:
        """Return the numbers of the words that are looked into and contain a text (int64)."""
        places = places_of(text.encode(), self._text)
        found = distinct(np.searchsorted(self._starts, places, side="right") - 1)
        return self.first + found[self._has_parts[found]]

    def alike(self, word: str, slips: int) -> list[str]:
        """Return the words that may be within so many slips of a word.

        A slip changes the length and one bit of the letters, or two bits of them at most.
        """
        longer = np.abs(self._lengths.astype(np.int16) - len(word))
        near = np.flatnonzero(longer <= slips)
        differing = np.bitwise_count(self._letters[near] ^ np.uint64(_letters(word)))
        near = near[differing + longer[near] <= 2 * slips]
        ends = self._starts[near + 1] - 1
        places = zip(self._starts[near].tolist(), ends.tolist(), strict=True)
        return [self._text[start:end].decode() for start, end in places]


class Stems:
    """Which words are forms of which stems, by the stems' hashes of 64 bits, in their order."""

    def __init__(self, hashes: np.ndarray, numbers: np.ndarray):
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._numbers = hashes[order], numbers[order]

    @classmethod
    def added(cls, parts: list["Stems"], pairs: list[tuple[str, int]]) -> list["Stems"]:
        """Return parts with more pairs of a stem and a word's number, joined as words are."""
        if not pairs:
            return parts
        hashes = np.fromiter((_hash(stem) for stem, _number in pairs), np.int64, len(pairs))
        numbers = np.fromiter((number for _stem, number in pairs), np.uint32, len(pairs))
        kept = list(parts)
        while kept and len(hashes) >= len(kept[-1]._hashes):
            last = kept.pop()
            hashes = np.append(last._hashes, hashes)
            numbers = np.append(last._numbers, numbers)
        return [*kept, cls(hashes, numbers)]

    @property
    def nbytes(self) -> int:
        """Return how many bytes of memory it takes."""
        return self._hashes.nbytes + self._numbers.nbytes

    def forms(self, stem: str) -> np.ndarray:
        """Return the numbers of the words that are forms of a stem (int64)."""
        wanted = _hash(stem)
        first, last = (np.searchsorted(self._hashes, wanted, side) for side in ("left", "right"))
        return self._numbers[first:last].astype(np.int64)


def places_of(pattern: bytes, text: bytes) -> list[int]:
    """Return where a pattern stands in a text.

    So many bytes as make a number are compared at once, a tenth of the time that `find` takes.
    """
    width = max(size for size in NUMBER_SIZES if size <= len(pattern))
    [wanted] = np.frombuffer(pattern, f"u{width}", count=1)
    found = []
    for shift in range(min(width, len(text) - width + 1)):
        numbers = np.frombuffer(text, f"u{width}", (len(text) - shift) // width, shift)
        found += (np.flatnonzero(numbers == wanted) * width + shift).tolist()
    return [place for place in found if text.startswith(pattern, place)]


def is_word(word: str) -> bool:
    """Return whether a misspelt one is compared with a word."""
    return len(word) in WORD_LENGTHS and word.isalpha() and not is_single(word[0])


def _has_parts(word: str) -> bool:
    return word[0] not in {BORDER, "@"} and not is_single(word[0])


def _letters(word: str) -> int:
    """Return which letters a word has, a bit each, and a further one for each that it repeats."""
    bits = 0
    for char in word:
        bit = 1 << ord(char) % LETTERS
        bits |= bit << LETTERS if bits & bit else bit
    return bits


def _hash(word: str) -> int:
    """Return a number (int64) for a word, the same in every process; Python's own is not."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little", signed=True)
