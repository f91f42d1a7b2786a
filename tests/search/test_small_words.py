"""Words that join are known as they are written, and part a run of Chinese characters."""

import pytest

from agreements.search.small_words import is_small, parted


@pytest.mark.parametrize(
    "word",
    ["the", "The", "И", "va", "ва", "oʻrtasida", "o'rtasida", "ўртасида", "与", "與", "以及"]
    + ["haqidagi", "toʻgʻrisidagi", "To'g'risida", "тўғрисидаги", "ҳақидаги", "via", "поводу"],
)
def test_word_that_joins_is_small(word):
    assert is_small(word)


@pytest.mark.parametrize("word", ["theme", "I", "V", "US", "IT", "", "重庆", "2", "x" * 1000])
def test_other_words_are_not_small(word):
    assert not is_small(word)


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("重庆与撒马尔罕", ["重庆", "与", "撒马尔罕"]),
        ("重慶與撒馬爾罕", ["重慶", "與", "撒馬爾罕"]),
        ("重庆和天津及上海", ["重庆", "和", "天津", "及", "上海"]),
        ("中国教育部的职业教育", ["中国教育部", "的", "职业教育"]),
        ("和田", ["和田"]),
        ("和平与发展", ["和平", "与", "发展"]),
        ("中国和平", ["中国和平"]),
        ("人民共和国教育部", ["人民共和国教育部"]),
        ("重庆与", ["重庆与"]),
        ("与重庆", ["与重庆"]),
        ("与", ["与"]),
        ("", [""]),
    ],
)
def test_run_is_parted_where_both_sides_are_words(run, parts):
    assert parted(run) == parts
    assert "".join(parted(run)) == run
