"""How much the tests try that could try without end: a part with each run, much in a sweep."""

import os

SWEEP = "COOP_SWEEP"


def examples(number):
    """Return how many examples to try, as many times `number` as COOP_SWEEP says."""
    return number * int(os.environ.get(SWEEP, "1"))


def some(values, *always):
    """Return all values in a sweep, else those that are tried with each run."""
    return [*values] if SWEEP in os.environ else [value for value in values if value in always]
