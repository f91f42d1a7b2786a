"""The loop over values that are shown alike."""

from typing import NamedTuple

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils.html import format_html
from django.utils.translation import override

from agreements.templatetags.each import TOKEN

HOSTILE = "<b>%s%(name)s{0}{{ name }}</b> & \"'"
ESCAPED = "&lt;b&gt;%s%(name)s{0}{{ name }}&lt;/b&gt; &amp; &quot;&#x27;"


class Value(NamedTuple):
    name: str
    count: int = 0
    parts: tuple = ()


def template_of(within):
    return engines["django"].from_string(f"{{% each value in values %}}{within}{{% endeach %}}")


def drawn(within, *values, **around):
    return template_of(within).render({"values": values, **around})


def test_each_value_is_shown_in_turn():
    two = (Value("One", 1), Value("Two", 2))

    shown = drawn("<p>{{ value.name }} {{ value.count }} of 100%</p>", *two)

    assert shown == "<p>One 1 of 100%</p><p>Two 2 of 100%</p>"


def test_nothing_is_known_within_of_what_stands_around():
    within = "{% if hidden %}seen{% endif %}{{ value.name }}"

    assert drawn(within, Value("One"), hidden=True) == "One"


def test_shapes_are_drawn_in_the_language_of_each_page():
    template = template_of("{{ value.name }}: {% translate 'Search' %};")

    shown = []
    for language in ("en", "ru", "en"):
        with override(language):
            shown.append(template.render({"values": [Value("One"), Value("Two")]}))

    assert shown == ["One: Search;Two: Search;", "One: Поиск;Two: Поиск;", shown[0]]


def test_values_differ_by_which_of_their_fields_are_empty():
    within = (
        "{% if value.count %}{{ value.name }}{% elif value.name %}no {{ value.name }}"
        "{% else %}-{% endif %};"
    )

    assert drawn(within, Value("One", 1), Value("Two"), Value("")) == "One;no Two;-;"


def test_what_records_hold_is_never_a_template_nor_html():
    within = '<a title="{{ value.name }}">{{ value.name }}</a>'

    assert drawn(within, Value(HOSTILE)) == f'<a title="{ESCAPED}">{ESCAPED}</a>'


def test_html_that_was_made_as_such_stays():
    assert drawn("{{ value.name }}", Value(format_html("<bdi>{}</bdi>", "<"))) == "<bdi>&lt;</bdi>"


def test_mark_of_a_gap_in_a_value_is_only_text():
    mark = f"{TOKEN}0;"

    assert drawn("{{ value.count }} {{ value.name }}", Value(mark, 3)) == f"3 {mark}"


def test_field_with_values_is_shown_by_another_each():
    within = "{{ value.name }}:{% each part in value.parts %}<i>{{ part.name }}</i>{% endeach %};"
    parts = (Value(HOSTILE), Value("small"))

    shown = drawn(within, Value("One", parts=parts), Value("Two"))

    assert shown == f"One:<i>{ESCAPED}</i><i>small</i>;Two:;"


def test_field_stands_within_a_translated_sentence():
    within = "{% blocktranslate with name=value.name %}Compare {{ name }}{% endblocktranslate %}"

    assert drawn(within, Value("<Uzbekistan>")) == "Compare &lt;Uzbekistan&gt;"


def test_indentation_is_not_sent():
    assert drawn("\n    <p>\n      {{ value.name }}\n    </p>\n", Value("  a\n  b")) == (
        "\n<p>\n  a\n  b\n</p>\n"
    )


@pytest.mark.parametrize("values", [None, ()], ids=["no such variable", "empty"])
def test_nothing_is_shown_where_there_is_none(values):
    source = "{% each value in values %}<p></p>{% endeach %}"

    assert engines["django"].from_string(source).render({"values": values}) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{% each value in values %}{{ value.name|upper }}{% endeach %}",
        "{% each value in values %}{{ name }}{% endeach %}",
        "{% each value of values %}{% endeach %}",
        "{% each values %}{% endeach %}",
    ],
    ids=["a filter", "what stands around", "another word", "no name"],
)
def test_what_cannot_be_shown_so_is_refused_at_once(source):
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string(source)
