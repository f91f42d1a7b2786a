"""All words of all folded names, each with a number, and the ways from a word to others.

A word is looked for in some hundred thousand: those that begin with a text or contain it stand in
one long text, those spelt much alike have nearly the same letters. As Python's own texts and
dictionaries they would take ten times the room.
"""

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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
# So many bytes are compared at once: those of a number.
COMPARED = 8
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

    def numbers(self, words: Collection[str]) -> np.ndarray:
        """Return the numbers of words (uint32), new ones where they have none."""
        numbers = {word: self.number(word) for word in dict.fromkeys(words)}
        return np.fromiter(map(numbers.__getitem__, words), dtype=np.uint32, count=len(words))

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

    `_starts` says where each begins in the text. What stands by itself is no part of a longer word,
    and an address is none at all: `_looked_into` has the places in the other words, those right
    before them as well, in the order of the bytes from there on. `_alike` has the numbers, counted
    from `first`, of the words that misspelt ones are compared with, by length; `_lengths` says
    where each length begins there, `_letters` which letters they have. A word is found by its hash.
    """

    def __init__(self, first: int, words: list[str]):
        self.first = first
        self.end = first + len(words)
        encoded = [word.encode() for word in words]
        self._text = END + END.join(encoded) + END
        sizes = np.fromiter((len(word) + 1 for word in encoded), dtype=np.int64, count=len(words))
        self._starts = np.append(1, np.cumsum(sizes) + 1).astype(np.uint32)
        has_parts = np.fromiter(map(_has_parts, words), dtype=bool, count=len(words))
        self._looked_into = self._in_order(np.flatnonzero(np.repeat(has_parts, sizes)))
        lengths = np.array([len(word) if is_word(word) else 0 for word in words], dtype=np.uint8)
        self._alike = np.argsort(lengths, kind="stable")[np.count_nonzero(lengths == 0) :]
        self._lengths = np.searchsorted(lengths[self._alike], range(WORD_LENGTHS.stop + 1))
        letters = (_letters(words[number]) for number in self._alike.tolist())
        self._letters = np.fromiter(letters, dtype=np.uint64, count=len(self._alike))
        self._alike = self._alike.astype(np.uint32)
        hashes = np.fromiter(map(_hash, words), dtype=np.int64, count=len(words))
        self._order = np.argsort(hashes).astype(np.uint32)
        self._hashes = hashes[self._order]

    def _in_order(self, places: np.ndarray) -> np.ndarray:
        """Return places of the text (uint32) in the order of the first few bytes from there on."""
        text = np.frombuffer(self._text + bytes(COMPARED), dtype=np.uint8)
        heads = sliding_window_view(text, COMPARED)[places].view(f">u{COMPARED}").ravel()
        return places[np.argsort(heads.astype(np.uint64))].astype(np.uint32)

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
        return self._owners(self._places_of(END + text.encode()) + np.uint32(1))

    def containing(self, text: str) -> np.ndarray:
        """Return the numbers of the words that are looked into and contain a text (int64)."""
        return self._owners(self._places_of(text.encode()))

    def _places_of(self, pattern: bytes) -> np.ndarray:
        """Return where a pattern stands in words that are looked into, or right before (uint32)."""
        head = pattern[:COMPARED]
        ends = (
            bisect(self._looked_into, head, key=lambda place: self._text[place : place + len(head)])
            for bisect in (bisect_left, bisect_right)
        )
        places = self._looked_into[slice(*ends)]
        if head == pattern:
            return places
        are_whole = [self._text.startswith(pattern, place) for place in places.tolist()]
        return places[np.array(are_whole, dtype=bool)]

    def _owners(self, places: np.ndarray) -> np.ndarray:
        """Return the numbers of the words in which places of the text are (int64, rising)."""
        return self.first + distinct(np.searchsorted(self._starts, places, side="right") - 1)

    def _encoded(self, place: int) -> bytes:
        return self._text[self._starts[place] : self._starts[place + 1] - 1]

    def alike(self, word: str, slips: int) -> list[str]:
        """Return the words that may be within so many slips of a word.

        A slip changes the length and one bit of the letters, or two bits of them at most.
        """
        letters, found = np.uint64(_letters(word)), []
        shortest, longest = max(len(word) - slips, 0), min(len(word) + slips, WORD_LENGTHS[-1])
        for length in range(shortest, longest + 1):
            some = slice(*self._lengths[length : length + 2])
            differing = np.bitwise_count(self._letters[some] ^ letters)
            is_near = differing + abs(length - len(word)) <= 2 * slips
            found += self._alike[some][is_near].tolist()
        return [self._encoded(place).decode() for place in found]


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
