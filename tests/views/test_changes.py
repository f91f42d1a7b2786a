"""What was written since a revision is told by the numbers of records, or not at all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.changes import changed_records
from agreements.models import ANYTHING, Change
from agreements.release.making import make_release
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    LinkFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.connected import hub, tie

SITE = "http://testserver"


def since(client, revision):
    """Return what is told of the changes after a revision, pages and all: [(change, id)]."""
    address, items = f"/changes.json?since={revision}", []
    while address:
        page = client.get(address).json()
        items += [(item["change"], item["id"]) for item in page["items"]]
        address = page["next"]
    return items


def now():
    return Change.objects.revision().number


@pytest.mark.django_db
def test_what_became_of_records_is_told_by_their_numbers(client):
    kept, deleted, _untouched = (AgreementFactory(title=title) for title in "abc")
    start = now()

    kept.title = "changed"
    kept.save()
    deleted.delete()
    AgreementFactory(title="d")
    page = client.get(f"/changes.json?since={start}").json()

    assert since(client, start) == [
        ("changed", "AG-0001"),
        ("deleted", "AG-0002"),
        ("added", "AG-0004"),
    ]
    assert page["items"][1] == {
        "type": "agreement",
        "id": "AG-0002",
        "url": f"{SITE}/agreements/AG-0002/",
        "data": f"{SITE}/agreements/AG-0002.json",
        "change": "deleted",
        "revision": page["items"][1]["revision"],
        "changed_at": page["items"][1]["changed_at"],
    }
    assert (page["since"]["revision"], page["revision"], page["next"]) == (start, now(), None)


@pytest.mark.django_db
def test_record_that_was_written_twice_is_told_once_with_its_newest_change(client):
    first, second = AgreementFactory(), AgreementFactory()
    start = now()

    for title in ("x", "y"):
        for agreement in (second, first):
            agreement.title = title
            agreement.save()
    items = client.get(f"/changes.json?since={start}").json()["items"]

    assert [item["id"] for item in items] == ["AG-0002", "AG-0001"]
    assert items[-1]["revision"] == now()


@pytest.mark.django_db
def test_many_changes_come_in_pages_each_record_on_one(client, monkeypatch):
    monkeypatch.setattr(changed_records, "MOST_RECORDS", 3)
    start = now()
    agreements = [AgreementFactory() for _each in range(8)]
    agreements[0].save()

    told = since(client, start)

    assert sorted(ref for _change, ref in told) == [f"AG-{number:04d}" for number in range(1, 9)]
    assert told[-1] == ("changed", "AG-0001")


@pytest.mark.django_db
@pytest.mark.parametrize("moved", [False, True], ids=["deleted", "moved"])
def test_agreement_that_a_link_led_from_is_told(client, moved):
    link, other = LinkFactory(), AgreementFactory()
    start = now()

    if moved:
        link.from_agreement = other
        link.save()
    else:
        link.delete()

    expected = {"AG-0001", "AG-0003"} if moved else {"AG-0001"}
    assert {ref for _change, ref in since(client, start)} == expected


@pytest.mark.django_db
def test_what_a_source_speaks_of_is_told_where_the_source_gets_another_voice(client):
    source = SourceFactory()
    institution = InstitutionFactory()
    CitationFactory(agreement=None, institution=institution, source=SourceFactory(reprints=source))
    start = now()

    source.publisher = PublisherFactory(name="Weekly")
    source.save()

    assert ("changed", institution.ref) in since(client, start)


@pytest.mark.django_db
def test_any_country_is_told_where_one_may_have_changed(client):
    institution = InstitutionFactory()
    start = now()

    institution.country.name = "Renamed"
    institution.country.save()

    assert since(client, start) == [("changed", "UZ")]


@pytest.mark.django_db
def test_nothing_is_told_where_nothing_was_written(client):
    AgreementFactory()

    page = client.get(f"/changes.json?since={now()}").json()

    assert (page["items"], page["next"], page["revision"]) == ([], None, now())
    assert page["since"]["changed_at"] == page["changed_at"]


@pytest.mark.django_db
def test_revision_of_another_moment_or_pruned_or_unknown_is_gone(client):
    AgreementFactory()
    start = now()
    told = client.get(f"/changes.json?since={start}").json()["changed_at"]
    other = told.replace("20", "19", 1)
    AgreementFactory()

    assert client.get(f"/changes.json?since={start}&changed_at={told}").status_code == 200
    assert client.get(f"/changes.json?since={start}&changed_at={other}").status_code == 410
    assert client.get(f"/changes.json?since={now() + 1}").status_code == 410
    Change.objects.prune(timezone.now() + timedelta(days=1))
    gone = client.get(f"/changes.json?since={start}")
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
    assert gone.json()["type"] == f"{SITE}/data/"
    assert gone.json()["detail"].endswith(f"Begin anew from the newest release: {SITE}/data/")


@pytest.mark.django_db
def test_revision_that_is_not_kept_leads_to_the_newest_release(client, settings, tmp_path):
    settings.RELEASES = tmp_path
    AgreementFactory()
    name = make_release(tmp_path).stem.removeprefix("coop-")

    gone = client.get(f"/changes.json?since={now() + 1}").json()

    assert gone["type"] == f"{SITE}/data/releases/{name}/"
    assert gone["detail"].endswith(f": {SITE}/data/releases/{name}/")


@pytest.mark.django_db
def test_where_anything_may_have_changed_a_copy_begins_anew(client):
    AgreementFactory()
    start = now()
    Change.objects.create(noun=ANYTHING)

    assert client.get(f"/changes.json?since={start}").status_code == 410


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "since"),
        ("since=", "since"),
        ("since=x", "since"),
        ("since=-1", "since"),
        ("since=%00", "since"),
        ("since=%ED%A0%80", "since"),
        ("since=1" + "0" * 30, "since"),
        ("since=%D9%A3", "since"),
        ("since=1&since=2", "since"),
        ("since=1&changed_at=yesterday", "changed_at"),
        ("since=1&changed_at=2026-13-25T10:00:00.000000Z", "changed_at"),
        ("since=1&colour=red", "colour"),
    ],
)
def test_what_is_no_revision_is_told_of(client, query, parameter):
    response = client.get(f"/changes.json?{query}")

    [error] = response.json()["errors"]
    assert (response.status_code, error["parameter"]) == (400, parameter)


@pytest.mark.django_db
def test_changes_of_all_nouns_take_few_queries(client):
    records = hub()
    start = now()
    for number in range(3):
        tie(records, number)
    records["country"].save()
    SectorFactory().delete()
    client.get("/agreements.json")

    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/changes.json?since={start}").status_code == 200

    assert len(captured) <= 12
