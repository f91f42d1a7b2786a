"""Words that may have been meant by one that stands in no name."""

import pytest

from agreements.search.spelling import similar
from agreements.search.vocabulary import Vocabulary
from agreements.search.word_index import WordIndex


class OneNoun:
    """The names of agreements only, for a register that has nothing else."""

    def __init__(self, texts):
        self.vocabulary = Vocabulary()
        self._names = WordIndex(texts, self.vocabulary)

    def of(self, _noun):
        return self._names


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("abc", ["abd"], []),
        ("abcd", ["abcx", "abxx"], ["abcx"]),
        ("abcdefgh", ["abcdefxx", "abcdexxx"], ["abcdefxx"]),
        ("abcdefgh", ["abcdefgx", "abcdefxx"], ["abcdefgx"]),
        ("abdc", ["abcd"], ["abcd"]),
        ("abcd", ["abcd"], []),
        ("abcd", ["abcx", "abcy", "abcz", "abca", "abcb", "abce"], 5),
        ("2025", ["2024"], []),
        ("toshkentdagi", ["toshkent", "toshk"], ["toshkent"]),
        ("toshkentlikdagilar", ["toshkent"], []),
        ("bogcha", ["boicha"], []),
    ],
    ids=[
        *("too short", "one slip", "two slips", "the nearest only", "neighbours changed"),
        *("itself", "at most five", "a number", "an ending", "a long ending"),
        "a word that joins",
    ],
)
def test_nearest_words_are_taken_for_a_misspelt_one(word, known, expected):
    found = similar(word, OneNoun([f"| {text} |" for text in known]))

    assert (len(found) if isinstance(expected, int) else found) == expected
