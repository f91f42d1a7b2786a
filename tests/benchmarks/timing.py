"""Takes times, and says how much they differ."""

from statistics import median, quantiles
from time import perf_counter

ENOUGH = 15
PATIENCE = 20.0


def times(act, repeat=ENOUGH):
    """Return the seconds of `repeat` runs after one that does not count, fewer where they are slow.

    A run that takes longer than PATIENCE seconds is taken for all.
    """
    start = perf_counter()
    act()
    first = perf_counter() - start
    if first > PATIENCE:
        return [first]
    taken = []
    while len(taken) < repeat and (len(taken) < 3 or sum(taken) < PATIENCE):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return taken


def summary(taken):
    """Return the median and the quartiles of some seconds, in milliseconds."""
    low, _middle, high = quantiles(taken, n=4) if len(taken) > 1 else taken * 3
    return {"ms": 1000 * median(taken), "low": 1000 * low, "high": 1000 * high, "runs": len(taken)}
