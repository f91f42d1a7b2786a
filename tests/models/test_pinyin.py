"""Chinese is read as pypinyin reads it, without its tables."""

import sys
from random import Random

import pytest

from agreements.index import codec
from agreements.models import pinyin
from agreements.models.pinyin import readings
from tests.sweeps import examples

# In the range of Chinese characters, and read by nobody.
UNREAD = ["㐎", "㐔", "𬕉"]


@pytest.fixture(scope="module")
def pypinyin():
    """The package itself, which is forgotten again after the test."""
    readings()
    import pypinyin  # noqa: PLC0415

    yield pypinyin
    for name in [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def tables(pypinyin):
    """The characters and the phrases that pypinyin knows."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # noqa: PLC0415

    return list(map(chr, PINYIN_DICT)), list(PHRASES_DICT)


def differing(pypinyin, texts):
    """Return the texts that are not read alike."""
    style = pypinyin.Style.TONE3
    return [
        text
        for text in texts
        if list(readings().of(text))
        != pypinyin.lazy_pinyin(text, style=style, neutral_tone_with_five=True)
    ]


def test_characters_and_phrases_are_read_alike(pypinyin, tables):
    signs, phrases = tables
    every = 1 if examples(1) > 1 else 10

    assert differing(pypinyin, [*signs[::every], *phrases[::every]]) == []


def test_any_text_is_read_alike(pypinyin, tables):
    signs, phrases = tables
    random = Random("重庆")
    others = [*signs, *UNREAD, *"abc ,，12〇"]

    def part():
        return random.choice(phrases)[: random.randint(1, 4)] if random.random() < 0.6 else other()

    def other():
        return random.choice(others)

    texts = ["".join(part() for _part in range(number % 6)) for number in range(examples(1_000))]

    assert differing(pypinyin, texts) == []


def test_tables_of_the_package_are_not_kept():
    pinyin.take(None)
    readings.cache_clear()
    readings()

    assert [name for name in sys.modules if name.startswith("pypinyin")] == []


def test_process_that_was_given_those_of_another_reads_no_tables(monkeypatch):
    known = {"Readings": pinyin.Readings}
    written = b"".join(codec.Writer(known).parts(pinyin.held() or readings()))
    readings.cache_clear()
    monkeypatch.setattr(pinyin, "_packed", None)
    pinyin.take(codec.read(memoryview(written), known))

    try:
        assert list(readings().of("重庆")) == ["chong2", "qing4"]
        assert pinyin.held() is readings()
    finally:
        pinyin.take(None)
        readings.cache_clear()
    assert pinyin.held() is None


def test_character_has_the_sound_of_its_word():
    assert list(readings().of("重庆, BYD 重量")) == [
        "chong2",
        "qing4",
        ", BYD ",
        "zhong4",
        "liang4",
    ]
