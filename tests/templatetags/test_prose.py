"""How prose is set: sentences beside each other, and what no line parts."""

import pytest
from django.template import engines
from django.utils.translation import override

from agreements.templatetags.prose import unbroken


def shown(language, content):
    template = engines["django"].from_string(f"{{% sentences %}}{content}{{% endsentences %}}")
    with override(language):
        return template.render({"told": "A。 <b>"})


def test_chinese_sentences_stand_beside_each_other_without_a_space():
    assert shown("zh-hans", '甲。 乙：\n  <a href="/">丙！</a> <i>丁。\n</i> 戊') == (
        '甲。乙：<a href="/">丙！</a><i>丁。</i>戊'
    )
    assert shown("zh-hans", "甲, 乙 C. D") == "甲, 乙 C. D"
    assert shown("zh-hans", "{{ told }}") == "A。&lt;b&gt;"


@pytest.mark.parametrize("language", ["en", "ru", "uz"])
def test_sentences_of_other_languages_stay_as_they_are(language):
    assert shown(language, "A. B: <a>C</a>") == "A. B: <a>C</a>"
    assert shown(language, "甲。 乙") == "甲。 乙"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024, 2024-09 or 2024-09-17.", "2024, [2024-09] or [2024-09-17]."),
        ("如2024年9月为2024-09-01。", "如2024年9月为[2024-09-01]。"),
        ("yil esa 1-yanvar", "yil esa [1-yanvar]"),
        ("en, zh-Hans, JSON-LD", "en, [zh-Hans], [JSON-LD]"),
        (
            "по-английски, boʻlish-boʻlmasligi, co-host",
            "по-английски, boʻlish-boʻlmasligi, co-host",
        ),
        ("<b> -90 & 3-4", "&lt;b&gt; -90 &amp; [3-4]"),
    ],
)
def test_days_and_tags_stay_on_one_line(text, expected):
    marked = expected.replace("[", '<span class="unbroken">').replace("]", "</span>")

    assert unbroken(text) == marked
