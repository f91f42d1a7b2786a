"""What was made for the last few things that were asked for."""

from collections.abc import Hashable
from itertools import islice


def with_newest(kept: dict, asked: Hashable, made: object, at_most: int) -> dict:
    """Return what is kept and what was made now as a dictionary, the oldest left out.

    A new one each time, to be put in place at once: another thread may be copying the one before.
    """
    others = islice(kept.items(), max(len(kept) + 1 - at_most, 0), None)
    return {**dict(others), asked: made}
