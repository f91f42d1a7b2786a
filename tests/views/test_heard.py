"""Readers find what nobody has written of for two years."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import AgreementFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreements():
    """One agreement of last year's news, one of old news, one of undated news, one of none."""
    today = timezone.localdate()
    for title, day in (
        ("New", today - timedelta(days=365)),
        ("Old", today - timedelta(days=1000)),
        ("Undated", None),
    ):
        source = SourceFactory(published_on=day)
        CitationFactory(agreement=AgreementFactory(title=title), source=source)
    AgreementFactory(title="Silent")


def found(client, query):
    """Return the titles that a list has, and its counts of the filter."""
    page = client.get(f"/agreements/?{query}").context
    titles = sorted(record.title for record in page["object_list"])
    return titles, page["result"].counts["heard"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("heard=lately", ["New"]),
        ("heard=long-ago", ["Old"]),
        ("heard=not-known", ["Silent", "Undated"]),
        ("heard=lately&heard=long-ago", ["New", "Old"]),
    ],
)
def test_list_has_what_was_written_of_lately_or_not(client, agreements, query, titles):
    assert found(client, query) == (titles, {"lately": 1, "long-ago": 1, "not-known": 2})


def test_day_moves_what_is_lately(client, agreements):
    later = timezone.localdate() + timedelta(days=1000)

    titles, counts = found(client, f"heard=long-ago&on={later}")

    assert titles == ["New", "Old"]
    assert counts == {"long-ago": 2, "not-known": 2}


def test_wrong_word_is_named_above_an_empty_list(client, agreements):
    page = client.get("/agreements/?heard=often")

    assert "“often” is not lately, long-ago or not-known." in page.content.decode()
    assert list(page.context["object_list"]) == []


def test_new_day_of_a_source_is_seen_at_once(client, agreements):
    client.get("/agreements/?heard=lately")
    type(SourceFactory()).objects.filter(published_on=None).update(
        published_on=timezone.localdate()
    )

    assert found(client, "heard=lately")[0] == ["New", "Undated"]


def test_day_is_asked_for_once(client, agreements):
    asked = [
        panel.parameter for panel in client.get("/agreements/").context["panels"] if panel.day_form
    ]

    assert len(asked) == 1
