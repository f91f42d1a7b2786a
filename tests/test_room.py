"""What is called has room, however deep it is."""

import resource
from concurrent.futures import ThreadPoolExecutor

from agreements.room import with_room

TURNS = 300
# More than a chunk of Python's has room for.
DEPTHS = range(250)


def pages_at(depth):
    """Return how many pages of memory the system gives while a function is called in a loop."""
    if depth:
        return pages_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _turn in range(TURNS):
        turn()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def turn(*_none, a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10):
    """Do nothing, in a frame larger than that of `pages_at`: one of its depths has no room left."""


def most_pages():
    return max(map(pages_at, DEPTHS))


def test_no_loop_has_memory_mapped_at_each_turn():
    # Each thread has chunks of its own: tests themselves begin with room.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(with_room(most_pages)).result() < TURNS


def test_function_is_what_it_was():
    @with_room
    def add(one, *, other):
        """Add."""
        return one + other

    assert (add(1, other=2), add.__doc__) == (3, "Add.")
