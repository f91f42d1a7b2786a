"""In which rooms of the code the processor's time goes."""

from time import process_time

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
    assert rooms[REST] == sum(rooms.values()) == pytest.approx(1000 * profile.seconds / turns)
    assert profile.seconds >= 0.1


def test_what_takes_no_time_is_in_no_room():
    with Profile() as profile:
        pass

    assert not any(profile.by_room().values())
