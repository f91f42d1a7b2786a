"""Words put beside words, with the marks of the language of the page."""

import pytest
from django.utils.translation import override

from agreements.punctuation import (
    explained,
    in_brackets,
    in_sequence,
    labelled,
    listed,
    listed_apart,
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["a, b", "a; b", "A. B.", "a: b", "a (b)", "A. B."]),
        ("ru", ["a, b", "a; b", "A. B.", "a: b", "a (b)", "A. B."]),
        ("zh-hans", ["a、b", "a；b", "A.B.", "a：b", "a（b）", "A。B."]),
    ],
)
def test_words_stand_beside_words_with_the_marks_of_the_language(language, expected):
    with override(language):
        told = [
            listed(["a", "b"]),
            listed_apart(["a", "b"]),
            in_sequence(["A.", "B."]),
            labelled("a", "b"),
            in_brackets("a", "b"),
            explained("A", "B."),
        ]

    assert told == expected


@pytest.mark.parametrize("texts", [[], ["a"], ["50%", "%(one)s"]])
def test_list_is_what_its_texts_are(texts):
    assert listed(texts) == ", ".join(texts)
