"""For how many agreements documents stand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index.bit_sliced import BitSliced

weights = st.lists(st.integers(1, 2**31 - 1), min_size=1, max_size=8)


@given(weights, st.data())
def test_sum_of_any_documents_is_exact(numbers, data):
    sliced = BitSliced(np.array(numbers, dtype=np.int64))
    among = data.draw(st.sets(st.sampled_from(range(len(numbers)))))

    chosen = [numbers[doc] for doc in among]

    assert sliced.total(BitMap(among)) == (sum(chosen), sum(number > 1 for number in chosen))


def test_changed_number_counts_as_it_is_now():
    sliced = BitSliced(np.array([11, 1]))

    sliced.discard(0)
    sliced.add(0, 2)
    sliced.add(2, 5)

    assert sliced.total(BitMap([0, 1, 2])) == (8, 2)
    assert sliced.above_one() == BitMap([0, 2])
