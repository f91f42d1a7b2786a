"""Names in the order of the alphabets of three languages."""

import pytest

from agreements.models.alphabets import alphabetical


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
        ("zh-hans", ["北京", "BYD", "长寿", "重庆", "乌兹别克斯坦", "中国"]),
        ("zh-hans", ["妈", "麻", "马", "骂"]),
        ("en", ["Andijan", "Zarafshan", "Ёлка"]),
    ],
    ids=["Russian", "words", "Uzbek", "another script", "apostrophe", "pinyin", "tones", "English"],
)
def test_names_stand_in_the_order_of_the_alphabet(language, expected):
    keys = [alphabetical(text, language) for text in expected]

    assert keys == sorted(set(keys))
