"""No template glues a sentence from pieces: marks between words are in messages."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
MESSAGE = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
# A colon, comma, semicolon or full stop between something and what follows it.
GLUE = re.compile(r"(?:\}\}|%\}|>)\s*[:,;.](?=\s|[{<]|$)", re.MULTILINE)


def glued(text):
    """Return the places of a template where a mark stands outside of all messages."""
    return [found[0] for found in GLUE.finditer(MESSAGE.sub("{}", text))]


def test_marks_between_words_are_in_messages():
    found = {path.name: glued(path.read_text()) for path in FOLDER.rglob("*.html")}

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ label }}: {{ text }}", ["}}:"]),
        ("{{ label }}{% if note %}, {{ note }}{% endif %}", ["%},"]),
        ('{% translate "Signed" %}.', ["%}."]),
        ("<b>{{ label }}</b>: {{ text }}", [">:"]),
        ("{% blocktranslate %}{{ label }}: {{ text }}{% endblocktranslate %}", []),
        ("{{ label }} · {{ text }}", []),
        ("{% if a %}.csv{% endif %}", []),
    ],
)
def test_glue_is_told_from_messages(text, expected):
    assert glued(text) == expected
