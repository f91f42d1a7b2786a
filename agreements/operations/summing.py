"""What rows come to: the same sum wherever they lie, another one where a value differs."""

import marshal
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

Rows = list[tuple]


class Sum(NamedTuple):
    """How many rows a table has, and their SHA-256 in hexadecimals."""

    count: int
    sha256: str


class Summing:
    """Passes parts of rows on, and knows the Sum of all that it passed."""

    def __init__(self, parts: Iterable[Rows]) -> None:
        self._parts = parts
        self._whole = sha256()
        self._count = 0

    def __iter__(self) -> Iterator[Rows]:
        for part in self._parts:
            self._whole.update(_as_bytes(part))
            self._count += len(part)
            yield part

    @property
    def sum(self) -> Sum:
        return Sum(self._count, self._whole.hexdigest())


def _as_bytes(part: Rows) -> bytes:
    """Return rows as bytes that are the same for equal values, however these came about.

    Only the oldest form of marshal does not tell which texts Python keeps once.
    """
    try:
        return marshal.dumps(part, 0)
    except ValueError:
        return repr(part).encode()
