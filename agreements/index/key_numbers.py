"""The keys of a facet that has thousands, each with a number."""

from collections.abc import Collection, Hashable, Iterable

import numpy as np

from agreements.arrays import are_held, places_among


class KeyNumbers:
    """Keys numbered from 0 as they came; whole numbers are kept in arrays, a tenth of the room.

    `_first` has the keys that were there from the start, `_rising` the same in their order and
    `_order` the number of each there. Keys of other kinds, and later ones, are in `_later`.
    """

    def __init__(self, keys: Collection[Hashable]):
        """Take the first keys, all different."""
        keys = list(keys)
        are_numbers = all(type(key) is int for key in keys)
        self._first = np.array(keys if are_numbers else [], dtype=np.int64)
        self._order = np.argsort(self._first).astype(np.uint32)
        self._rising = self._first[self._order]
        self._others = [] if are_numbers else keys
        self._later = {key: number for number, key in enumerate(self._others)}

    def __len__(self) -> int:
        return len(self._first) + len(self._others)

    def keys(self, numbers: np.ndarray) -> list[Hashable]:
        """Return the keys of numbers (whole numbers)."""
        first = len(self._first)
        if not self._others:
            return self._first[numbers].tolist()
        return [
            int(self._first[number]) if number < first else self._others[number - first]
            for number in numbers.tolist()
        ]

    def number(self, key: Hashable) -> int | None:
        """Return the number of a key, None where it has none."""
        if key in self._later:
            return self._later[key]
        if not isinstance(key, int | np.integer):
            return None
        place = int(np.searchsorted(self._rising, key))
        is_there = place < len(self._rising) and self._rising[place] == key
        return int(self._order[place]) if is_there else None

    def numbers(self, keys: Iterable[Hashable]) -> np.ndarray:
        """Return the numbers of those of some keys that have one (int64)."""
        if isinstance(keys, np.ndarray):
            return self._numbers_of_array(keys)
        found = (self.number(key) for key in keys)
        return np.array([number for number in found if number is not None], dtype=np.int64)

    def add(self, key: Hashable) -> int:
        """Return the number of a key, the next one where it has none."""
        number = self.number(key)
        if number is None:
            number = self._later[key] = len(self)
            self._others.append(key)
        return number

    def _numbers_of_array(self, keys: np.ndarray) -> np.ndarray:
        if len(keys) > len(self._rising):
            first = self._order[are_held(self._rising, keys)]
        else:
            places, is_there = places_among(keys, self._rising)
            first = self._order[places[is_there]]
        later = self._later.keys() & set(keys.tolist()) if self._later else ()
        return np.append(first, [self._later[key] for key in later]).astype(np.int64)
