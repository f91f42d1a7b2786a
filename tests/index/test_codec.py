"""What an index is made of comes back as it was."""

import numpy as np
import pytest
from pyroaring import BitMap

from agreements.index import codec
from agreements.models.grades import Grade


class Thing:
    """An object that is what its attributes are."""

    def __init__(self, **held):
        vars(self).update(held)


class Sum:
    """An object that knows more than it keeps."""

    def __init__(self, numbers):
        self.numbers, self.total = numbers, sum(numbers)

    def kept(self):
        return {"numbers": self.numbers}

    take_kept = __init__


KNOWN = {"Thing": Thing, "Sum": Sum, "one": object()}


def back(thing):
    content = b"".join(codec.Writer(KNOWN).parts(thing))
    return codec.read(memoryview(bytearray(content)), KNOWN)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**63),
        "重庆",
        b"\0\xff",
        [],
        [1, [None]],
        ("CN", "UZ"),
        {1, 2},
        {1: BitMap([3]), "1": (), None: {}, ("CN", "UZ"): 4},
        BitMap(range(0, 200_000, 3)),
        {"array": [0, "<i8", [1]]},
    ],
    ids=repr,
)
def test_value_comes_back(value):
    assert (type(back(value)), back(value)) == (type(value), value)


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(0, dtype=np.uint8),
        np.arange(7, dtype=np.uint16),
        np.arange(12, dtype=np.int64).reshape(3, 4)[:, 1:],
        np.array([True, False]),
    ],
    ids=["empty", "numbers", "part of rows", "yes and no"],
)
def test_array_comes_back_to_be_written_to(array):
    found = back([b"odd", array])[1]
    again = found.copy()
    found[...] = 1

    assert (again.dtype, again.tolist()) == (array.dtype, array.tolist())
    assert found.ctypes.data % 8 == 0


def test_choice_comes_back_as_its_value():
    assert back({Grade.SINGLE: 1}) == {"single": 1}


def test_object_that_two_hold_stays_one():
    shared = Thing(numbers=[1])
    found = back(Thing(one=shared, other={"it": shared}, known=KNOWN["one"]))

    assert found.one is found.other["it"]
    assert (found.one.numbers, found.known) == ([1], KNOWN["one"])


def test_object_keeps_what_the_rest_follows_from():
    assert back(Sum([1, 2])).total == 3


def test_what_nothing_is_said_of_is_refused():
    with pytest.raises(TypeError, match="Nothing says how to keep a <class 'float'>"):
        back([1.5])
