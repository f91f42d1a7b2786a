"""A source that moved is found by the address that it had."""

import pytest

from agreements.changes.earlier_addresses import earlier_addresses, is_like_address
from agreements.models import Source
from tests.admin.forms import change, problems
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

SOURCES = "/admin/agreements/source/"


@pytest.fixture
def moved():
    """Return a source that moved twice."""
    source = SourceFactory(title="Moved", url='https://old.example/новости/1?a="b"')
    for address in ("https://newer.example/1", "https://newest.example/1"):
        Source.objects.filter(pk=source.pk).update(url=address)
    Source.objects.filter(pk=source.pk).update(title="Moved twice")
    source.refresh_from_db()
    return source


def test_earlier_addresses_are_those_of_versions(moved):
    assert earlier_addresses(moved) == [
        "https://newer.example/1",
        'https://old.example/новости/1?a="b"',
    ]
    assert earlier_addresses(SourceFactory(url="https://old.example/2")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('https://old.example/новости/1?a="b"', ["Moved twice"]),
        ("old.example", ["Moved twice"]),
        ("https://newest.example/1", ["Moved twice"]),
        ("https://other.example/", ["Other"]),
        ("https://nowhere.example/", []),
        ("100%.example", []),
    ],
)
def test_old_address_finds_the_source_in_the_admin(admin_client, moved, query, expected):
    SourceFactory(title="Other", url="https://other.example/1")

    listed = admin_client.get(SOURCES, {"q": query}).context["cl"].result_list

    assert [source.title for source in listed] == expected


def test_form_tells_earlier_addresses(admin_client, moved):
    page = problems(admin_client.get(change(moved)))

    assert "https://newer.example/1<br>https://old.example/" in page
    assert "Earlier addresses" not in problems(admin_client.get(f"{SOURCES}add/"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("news.example", True), ("https://a.b/c d", False), ("Daily.", False), ("重庆", False)],
)
def test_address_is_told_from_words(text, expected):
    assert is_like_address(text) is expected
