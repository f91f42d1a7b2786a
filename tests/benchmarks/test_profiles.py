"""In which rooms of the code the processor's time goes."""

from time import process_time

import numpy as np
import pytest

from tests.benchmarks.profiles import REST, ROOMS, Profile, room_of

DJANGO = "/lib/site-packages/django"


@pytest.mark.parametrize(
    ("files", "room"),
    [
        (["/coop/agreements/views/page.py", "/coop/agreements/lists/answer.py"], REST),
        (["/coop/agreements/views/page.py", f"{DJANGO}/template/base.py"], "drawing"),
        ([f"{DJANGO}/template/base.py", f"{DJANGO}/db/models/query.py"], "database"),
        (["/coop/agreements/index/bitmap_index.py", "/lib/numpy/core.py"], "index"),
        (["/coop/agreements/index/search_sets.py", "/coop/agreements/search/links.py"], "search"),
        (["/coop/agreements/search/explain.py", "/coop/agreements/search/highlight.py"], "reasons"),
    ],
)
def test_first_of_the_rooms_that_call_each_other_counts(files, room):
    assert room_of(files) == room


def test_time_is_that_of_the_processor_and_of_each_turn():
    turns = 2
    with Profile() as profile:
        end = process_time() + 0.1
        while process_time() < end:
            pass

    rooms = profile.by_room(turns)
    assert list(rooms) == [*ROOMS, REST]
    assert rooms[REST] == pytest.approx(sum(rooms.values()))
    assert rooms[REST] == pytest.approx(1000 * profile.seconds / turns)
    assert profile.seconds >= 0.1


def test_one_long_step_counts_as_many_short_ones(monkeypatch):
    def in_one_step():
        np.sort(np.random.default_rng(1).random(3_000_000))

    monkeypatch.setitem(ROOMS, "index", (in_one_step.__code__.co_filename,))
    with Profile() as profile:
        in_one_step()

    rooms = profile.by_room()
    assert rooms["index"] > 0.7 * sum(rooms.values())
