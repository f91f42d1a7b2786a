"""Names in the order of the alphabets of three languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.models.alphabets import (
    APOSTROPHE,
    APOSTROPHES,
    FIGURES,
    LETTERS,
    STRANGERS,
    alphabet_of,
    alphabetical,
    key_of,
)
from tests.sweeps import examples


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", ["«Абрис»", "Ёлка", "Ельник", "Жасорат", "Институт 10", "Институт 2", "Йод", "BYD"]),
        ("ru", ["Ташкент", "Ташкентский институт", "Ташкенту"]),
        (
            "uz",
            ["Andijon", "Navoiy", "Olot", "Zarafshon", "Oʻrikzor", "G‘allaorol", "Shahrisabz"],
        ),
        ("uz", ["Chust", "Ўзбекистон"]),
        ("uz", ["Son", "Sunʼiy", "Suniy tosh"]),
        # The code of this letter ends as a space is kept.
        ("ru", ["xā", "xā y", "xāy"]),
        ("zh-hans", ["北京", "BYD", "长寿", "重庆", "乌兹别克斯坦", "中国"]),
        ("zh-hans", ["妈", "麻", "马", "骂"]),
        ("en", ["Andijan", "Zarafshan", "Ёлка"]),
    ],
    ids=[
        *("Russian", "words", "Uzbek", "another script", "apostrophe", "a stranger"),
        *("pinyin", "tones", "English"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language, expected):
    keys = [alphabetical(text, language) for text in expected]

    assert keys == sorted(set(keys))


def key_letter_by_letter(text, language):
    """Return the key of a name, made as its letters are spelt out."""
    alphabet, sorted_as = alphabet_of(language)
    letters, made = list(alphabet), []
    text = text.casefold().translate(APOSTROPHES | str.maketrans(sorted_as))
    while text:
        letter = max(filter(text.startswith, letters), key=len, default=text[0])
        if letter in letters:
            made.append(bytes([LETTERS + letters.index(letter)]))
        elif letter.isdecimal():
            made.append(bytes([FIGURES + int(letter)]))
        elif letter.isalpha() and letter != APOSTROPHE:
            made.append(bytes([STRANGERS]) + letter.encode("utf-32-be"))
        elif letter != APOSTROPHE and made and made[-1] != b"\1":
            made.append(b"\1")
        text = text.removeprefix(letter)
    return b"".join(made[:-1] if made[-1:] == [b"\1"] else made)


SIGNS = st.sampled_from("ngshcoʻ'’ GSEЁеёйшЯ«»- \n–12½٣王āẞ") | st.characters(codec="utf-8")


@given(st.text(SIGNS))
@settings(max_examples=examples(200))
def test_key_of_any_name_is_that_of_its_letters(text):
    for language in ("ru", "uz"):
        assert key_of(language)(text) == key_letter_by_letter(text, language)
