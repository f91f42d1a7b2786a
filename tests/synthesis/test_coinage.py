"""Coined names: unevenly drawn, in four scripts, and as many different ones as real names have."""

from collections import Counter

import pytest

from agreements.search.fold import fold
from agreements.synthesis.coinage import CHARACTERS, LONGEST, coined, rank
from agreements.synthesis.draws import Dice


def dice(chance):
    """Return Dice that always fall alike."""
    made = Dice(1)
    made.chance = lambda: chance
    return made


@pytest.mark.parametrize(
    ("chance", "expected"),
    [(0.0, 0), (0.01, 0), (0.5, 140), (0.9, 19_979), (0.999, 19_999_999_979)],
)
def test_rank_is_low_as_a_rule_and_has_no_limit(chance, expected):
    assert rank(dice(chance)) == pytest.approx(expected, abs=1)


def test_name_is_spelt_in_four_scripts():
    assert coined(0) == ("Baban", "啊啊", "Бабан", "Baban")
    assert coined(1_000) == ("Chilibad", "狠旱癌", "Чилибад", "Chilibod")


def test_name_of_any_rank_is_a_word():
    for number in (LONGEST - 1, LONGEST, 10**30):
        assert all(text.isalpha() for text in coined(number))


def test_common_names_differ_in_every_script():
    named = list(zip(*(coined(number) for number in range(1_000)), strict=True))

    assert [len({fold(text) for text in texts}) for texts in named] == [
        pytest.approx(1_000, abs=30)
    ] * 4


def test_all_characters_are_common_ones_and_different():
    assert len(set(CHARACTERS)) == len(CHARACTERS) == 3755


def test_names_are_drawn_as_unevenly_as_real_ones():
    draws = Dice("names")
    names = [coined(rank(draws))[0] for _each in range(30_000)]
    few, drawn = Counter(names[:3_000]), Counter(names)
    once = sum(times == 1 for times in drawn.values())

    # Real words in names: two thirds to three quarters stand once; ten times the text has five
    # times the words.
    assert 0.65 < once / len(drawn) < 0.8
    assert 4.5 < len(drawn) / len(few) < 6
    assert drawn.most_common(1)[0][1] < 0.03 * drawn.total()
