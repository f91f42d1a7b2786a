"""Takes times in turns, and says how much they differ."""

from statistics import median, quantiles

ENOUGH = 21
PATIENCE = 20.0


def in_turns(acts, repeat=ENOUGH, patience=PATIENCE):
    """Return a summary for each of some acts, which return the seconds that they took.

    They take turns, so that what else the machine does falls on all of them alike. An act that has
    taken `patience` seconds gets no further turn. Its first does not count, unless that took as
    long: then it is the only one.
    """
    first = [act() for act in acts]
    taken = [[seconds] if seconds >= patience else [] for seconds in first]
    for _round in range(repeat):
        for act, times in zip(acts, taken, strict=True):
            if sum(times) < patience:
                times.append(act())
    return [summary(times) for times in taken]


def summary(taken):
    """Return the median and the quartiles of some seconds, in milliseconds."""
    low, _middle, high = quantiles(taken, n=4) if len(taken) > 1 else taken * 3
    return {"ms": 1000 * median(taken), "low": 1000 * low, "high": 1000 * high, "runs": len(taken)}
