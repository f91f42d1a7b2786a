"""How many examples a property test tries: few with each run, many in a sweep."""

import os

SWEEP = "COOP_SWEEP"


def examples(number):
    """Return how many examples to try, as many times `number` as COOP_SWEEP says."""
    return number * int(os.environ.get(SWEEP, "1"))
