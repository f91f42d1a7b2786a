"""Whatever is looked for, a page answers: with records, or with a sentence that says why not."""

import re

import pytest

from tests.search.hostile_queries import HOSTILE, TOO_LONG, address
from tests.search.table import fill

pytestmark = pytest.mark.django_db

PATHS = ("/search/", "/agreements/")
SENTENCE = re.compile(r'class="(error-summary|record-list-empty|lead)')
RECORD = re.compile(r'class="record-list"')


@pytest.fixture
def pages(client, register):
    """Return the function that gives [(name, status, is answered)] of some searches."""
    fill()

    def answer(path, queries):
        found = []
        for name, text in queries.items():
            response = client.get(address(path, text))
            body = response.content.decode()
            found.append(
                (name, response.status_code, bool(RECORD.search(body) or SENTENCE.search(body)))
            )
        return found

    return answer


@pytest.mark.parametrize("path", PATHS)
def test_every_search_is_answered(pages, path):
    assert pages(path, HOSTILE) == [(name, 200, True) for name in HOSTILE]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_too_long_is_said_to_be(pages, path):
    assert pages(path, TOO_LONG) == [(name, 200, True) for name in TOO_LONG]


def test_markup_that_is_looked_for_stays_text(client, register):
    body = client.get(address("/search/", HOSTILE["markup"])).content.decode()

    assert "<script>alert" not in body
    assert "<img src=x" not in body
