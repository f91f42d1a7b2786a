"""Keys in their order, one after the other in one array."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

import numpy as np


class SortedKeys:
    """Keys in their order, each of some bytes: they take 4 bytes more than what they are made of.

    `_text` has all of them (uint8), `_ends` where each begins in it and where the last one ends.
    """

    def __init__(self, keys: Sequence[bytes]):
        """Take keys that are in order."""
        self._write(keys, np.fromiter(map(len, keys), np.uint32, len(keys)))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> bytes:
        return self._text[self._ends[place] : self._ends[place + 1]].tobytes()

    def insert(self, keys: Sequence[bytes]) -> list[int]:
        """Place keys that are in order; return the places at which they stand then."""
        places = np.array([bisect_left(self, key) for key in keys], dtype=np.int64)
        around = np.split(self._text, self._ends[places])
        pieces = chain.from_iterable(zip_longest(around, keys, fillvalue=b""))
        self._write(pieces, np.insert(np.diff(self._ends), places, [len(key) for key in keys]))
        return (places + np.arange(len(keys))).tolist()

    def remove(self, places: Sequence[int]) -> None:
        """Forget the keys at some places, which rise."""
        places = np.array(places, dtype=np.int64)
        starts, ends = self._ends[places], self._ends[places + 1]
        kept = np.split(self._text, np.column_stack([starts, ends]).ravel())[::2]
        self._write(kept, np.delete(np.diff(self._ends), places))

    def _write(self, pieces: Iterable, sizes: np.ndarray) -> None:
        self._text = np.frombuffer(b"".join(pieces), dtype=np.uint8)
        self._ends = np.append(0, np.cumsum(sizes)).astype(np.uint32)
