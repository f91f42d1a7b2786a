"""Takes times in turns, and says how much they differ."""

from statistics import median, quantiles

ENOUGH = 21
PATIENCE = 20.0


def in_turns(acts, repeat=ENOUGH, patience=PATIENCE):
    """Return a summary for each of some acts, which return the seconds that they took.

    They take turns, so that what else the machine does falls on all of them alike. The first round
    does not count, unless it takes longer than `patience` seconds: then it is the only one.
    """
    taken = [[act()] for act in acts]
    if sum(map(sum, taken)) < patience:
        rounds = [[] for _act in acts]
        while len(rounds[0]) < repeat and (len(rounds[0]) < 3 or sum(map(sum, rounds)) < patience):
            for act, times in zip(acts, rounds, strict=True):
                times.append(act())
        taken = rounds
    return [summary(times) for times in taken]


def summary(taken):
    """Return the median and the quartiles of some seconds, in milliseconds."""
    low, _middle, high = quantiles(taken, n=4) if len(taken) > 1 else taken * 3
    return {"ms": 1000 * median(taken), "low": 1000 * low, "high": 1000 * high, "runs": len(taken)}
