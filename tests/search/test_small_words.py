"""Words that join are known as they are written, and part a run of Chinese characters."""

import pytest

from agreements.search.small_words import is_small, parted


@pytest.mark.parametrize(
    "word",
    [
        *("the", "The", "via", "И", "поводу", "va", "ва", "与", "與", "以及"),
        *("oʻrtasida", "o'rtasida", "ўртасида", "haqidagi", "ҳақидаги"),
        *("toʻgʻrisidagi", "To'g'risida", "тўғрисидаги"),
    ],
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
        ("重庆与", ["重庆", "与"]),
        ("与重庆", ["与", "重庆"]),
        ("的协议", ["的", "协议"]),
        ("和重慶", ["和", "重慶"]),
        ("关于林业", ["关于", "林业"]),
        ("重庆以及撒马尔罕", ["重庆", "以及", "撒马尔罕"]),
        ("关于职业教育的框架协议", ["关于", "职业教育", "的", "框架协议"]),
        ("在哈萨克斯坦的鲁班工坊", ["在", "哈萨克斯坦", "的", "鲁班工坊"]),
        (
            "中国与吉尔吉斯斯坦之间的协议",
            ["中国", "与", "吉尔吉斯斯坦", "之间", "的", "协议"],
        ),
        ("重庆之间的", ["重庆", "之间", "的"]),
        ("以及", ["以及"]),
        ("和田玉", ["和田玉"]),
        ("和静县", ["和静县"]),
        ("同仁医院", ["同仁医院"]),
        ("于洪区", ["于洪区"]),
        ("在线教育", ["在线教育"]),
        ("参与", ["参与"]),
        ("中华人民共和国", ["中华人民共和国"]),
        ("与", ["与"]),
        ("", [""]),
    ],
)
def test_run_is_parted_where_what_is_left_are_words(run, parts):
    assert parted(run) == parts
    assert "".join(parted(run)) == run
