"""What the HTML of every page says of itself, and what the Nu HTML checker says of it."""

import json
import re
import subprocess
from itertools import product
from pathlib import Path

import pytest

from agreements.language_paths import OTHERS, OWN, OWN_NAMES, in_language
from agreements.nouns import LISTED
from tests.browser import page_kinds

PLURALS = [noun.plural for noun in LISTED]
ONCE = {
    "language": f'<html lang="(?:{"|".join(OWN_NAMES)})"',
    "title": "(?s)<title>[^<]+</title>(?=.*</head>)",
    "heading": "<h1[ >]",
    "content": "<main[ >]",
}


@pytest.fixture
def markup(client, address_of):
    """The HTML of all pages, {name: text}."""
    return {name: client.get(address_of(name)).content.decode() for name in page_kinds.NAMES}


@pytest.fixture
def in_other_languages(client, address_of):
    """The HTML of all pages in each other language, {name: text}."""
    addresses = {name: address_of(name) for name in page_kinds.NAMES}
    return {
        f"{name} in {language}": client.get(in_language(address, language)).content.decode()
        for language, (name, address) in product(OTHERS, addresses.items())
        if address == in_language(address, OWN)
    }


def test_each_noun_has_its_pages():
    assert list(page_kinds.LISTS) == PLURALS


def test_each_page_says_once_what_it_is(markup):
    counts = {
        (name, part): len(re.findall(pattern, html))
        for name, html in markup.items()
        for part, pattern in ONCE.items()
    }

    assert counts == dict.fromkeys(product(page_kinds.NAMES, ONCE), 1)


def test_checker_finds_no_error(vnu, markup, in_other_languages, tmp_path):
    for name, html in (markup | in_other_languages).items():
        (tmp_path / f"{name}.html").write_text(html)

    checked = subprocess.run(
        ["java", "-jar", vnu, "--errors-only", "--format", "json", "--stdout", tmp_path],
        capture_output=True,
        check=False,
    )

    errors = [
        f"{Path(error['url']).stem}, line {error['lastLine']}: {error['message']}"
        for error in json.loads(checked.stdout)["messages"]
    ]
    assert errors == [], "\n".join(errors)
