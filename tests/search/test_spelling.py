"""Words that may have been meant by one that stands in no name."""

import pytest

from agreements.models import SearchWord
from agreements.search.spelling import Vocabulary, nearby, similar


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
        ("toshkentdagi", ["toshkent", "toshk"], ["toshkent"]),
        ("toshkentlikdagilar", ["toshkent"], []),
    ],
    ids=[
        *("too short", "one slip", "two slips", "the nearest only", "neighbours changed"),
        *("itself", "at most five", "an ending", "a long ending"),
    ],
)
def test_nearest_words_are_taken_for_a_misspelt_one(word, known, expected):
    found = similar(word, known)

    assert (len(found) if isinstance(expected, int) else found) == expected


def test_farther_words_are_near_enough_to_be_offered():
    assert nearby("abcdefghij", ["abcdefxxxx", "abcdexxxxx"]) == ["abcdefxxxx"]


@pytest.mark.django_db
def test_new_words_are_read_and_known_ones_not_again(django_assert_num_queries):
    vocabulary = Vocabulary()
    SearchWord.objects.create(text="first")
    before = list(vocabulary.words())
    SearchWord.objects.create(text="second")

    with django_assert_num_queries(1):
        after = list(vocabulary.words())

    assert (before, after) == (["first"], ["first", "second"])


@pytest.mark.django_db
def test_words_are_read_anew_where_their_log_restarted():
    vocabulary = Vocabulary()
    first = SearchWord.objects.create(text="first")
    vocabulary.words()

    SearchWord.objects.all().delete()
    SearchWord.objects.create(pk=first.pk, text="other")

    assert vocabulary.words() == ["other"]
