"""Lists, their counts and their data as they were at the end of an earlier day."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.changes import earlier_rows
from agreements.index import earlier_indexes
from agreements.models import Agreement, Change, Institution, Version
from agreements.nouns import LISTED
from agreements.tables.table import own_table
from agreements.views import downloads
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.sweeps import examples
from tests.views.wording import text

FIRST = datetime(2025, 3, 1, 12, tzinfo=UTC)
# The moment of the last edit leaves no version where nothing else was changed.
NOT_VERSIONED = "updated_at"


def newest():
    """Return the numbers of the newest version and the newest change."""
    models = (Version, Change)
    return [model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in models]


def date_back(numbers, moment):
    """Have what was noted up to some numbers, and not before, be of a moment."""
    version, change = numbers
    Version.objects.filter(pk__lte=version, at__gt=moment).update(at=moment)
    Change.objects.filter(pk__lte=change, noted_at__gt=moment).update(noted_at=moment)


def told(day=None):
    """Return all that lists tell as data, of a day or of now: {address: records or counts}."""
    client, as_of, found = Client(), f"&as_of={day:%Y-%m-%d}" if day else "", {}
    for noun in LISTED:
        names = [column.name for column in own_table(noun).columns if column.name != NOT_VERSIONED]
        facets = [facet.parameter for facet in noun.counted]
        on = "&on=2024-05-02" if noun.is_dated else ""
        csv = f"/{noun.plural}.csv?columns={','.join(names)}"
        counted = f"/{noun.plural}.json?facets={','.join(facets)}&columns={names[0]}{on}"
        response = client.get(csv + as_of)
        found[csv] = response.status_code, response.content
        data = client.get(counted + as_of).json()
        found[counted] = data["total"], data["items"], data.get("facets"), data.get("stands_for")
    return found


@pytest.mark.django_db
@settings(max_examples=examples(2), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lists_tell_what_they_told_on_each_day(data):
    with transaction.atomic():
        Version.objects.all().delete()
        furnish()
        steps = [(newest(), told())]
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=5)):
            write(data.draw)
            steps.append((newest(), told()))
        Version.objects.marks().delete()
        days = [FIRST + timedelta(days=number) for number in range(len(steps))]
        for (numbers, _held), day in reversed(list(zip(steps, days, strict=True))):
            date_back(numbers, day)

        for (_numbers, held), day in zip(steps, days, strict=True):
            assert told(day) == held
        transaction.set_rollback(True)


@pytest.fixture
def agreement(transactional_db):
    """An agreement on forestry in March 2025; since then it is one on energy, beside another."""
    Version.objects.marks().delete()
    agreement = AgreementFactory(title="A collage", kind="contract")
    PartyFactory(agreement=agreement, institution=InstitutionFactory(name="Old name"))
    agreement.sectors.add(SectorFactory(name="Forestry", slug="forestry"))
    date_back(newest(), FIRST)
    Agreement.objects.filter(pk=agreement.pk).update(title="A college")
    Institution.objects.update(name="New name")
    agreement.sectors.set([SectorFactory(name="Energy", slug="energy")])
    AgreementFactory(title="A later one")
    return agreement


def test_page_shows_the_list_of_that_day(client, agreement):
    response = client.get("/agreements/?as_of=2025-03-02&sector=forestry")

    page = text(response)
    assert "At the end of 2 March 2025 the list was as it is shown here." in page
    assert "A collage" in page
    assert "Old name" in page
    assert all(words not in page for words in ("A college", "A later one", "New name", "Energy"))
    assert response["Memento-Datetime"] == "Sun, 02 Mar 2025 23:59:59 GMT"
    original = '<http://testserver/agreements/?sector=forestry>; rel="original"'
    assert response["Link"].split(", ")[-1] == original
    assert "ETag" not in response


def test_page_leads_to_pages_and_data_of_that_day(client, agreement):
    page = client.get("/agreements/?as_of=2025-03-02").content.decode()

    assert f'href="{agreement.get_absolute_url()}?as_of=2025-03-02"' in page
    assert 'href="?sector=forestry&amp;as_of=2025-03-02"' in page
    assert 'href="/agreements.csv?as_of=2025-03-02"' in page
    assert '<input type="hidden" name="as_of" value="2025-03-02">' in page
    assert 'content="noindex, nofollow"' in page


def test_page_of_now_is_what_it_was_before(client, agreement):
    client.get("/agreements/?as_of=2025-03-02")

    page = text(client.get("/agreements/"))

    assert all(words in page for words in ("A college", "A later one", "New name", "Energy"))
    assert "collage" not in page


def test_today_is_the_register_as_it_is(client, agreement):
    today = timezone.localdate()

    data = client.get(f"/agreements.json?as_of={today}&sort=title").json()

    assert [item["title"] for item in data["items"]] == ["A college", "A later one"]


def test_data_tells_its_day_and_its_revision(client, agreement):
    then = Change.objects.filter(noted_at__lte=FIRST).order_by("-pk").first()

    response = client.get("/agreements.json?as_of=2025-03-02&facets=sector")

    data = response.json()
    assert (data["as_of"], data["revision"], data["total"]) == ("2025-03-02", then.pk, 1)
    assert data["html"] == "http://testserver/agreements/?as_of=2025-03-02"
    assert [item["title"] for item in data["items"]] == ["A collage"]
    assert [one["value"] for one in data["facets"]["sector"]] == ["forestry"]
    assert response["Coop-Revision"] == str(then.pk)
    assert response["Memento-Datetime"] == "Sun, 02 Mar 2025 23:59:59 GMT"


@pytest.mark.parametrize("extension", ["csv", "ndjson", "xlsx"])
def test_name_of_a_file_has_the_day(client, agreement, extension):
    response = client.get(f"/agreements.{extension}?as_of=2025-03-02")

    number = response["Coop-Revision"]
    name = f"coop-agreements-as_of-2025-03-02-r{number}.{extension}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_record_as_data_is_that_of_the_day(client, agreement):
    data = client.get(f"/agreements/{agreement.ref}.json?as_of=2025-03-02").json()

    assert (data["as_of"], data["agreement"]["title"]) == ("2025-03-02", "A collage")
    assert data["html"] == f"http://testserver{agreement.get_absolute_url()}?as_of=2025-03-02"


def test_record_that_is_gone_is_told_as_it_was(client, agreement):
    agreement.delete()

    gone = client.get(f"/agreements/{agreement.ref}.json")
    response = client.get(f"/agreements/{agreement.ref}.json?as_of=2025-03-02")

    assert (gone.status_code, response.status_code) == (410, 200)
    assert response.json()["agreement"]["title"] == "A collage"


def test_record_that_was_not_there_yet_is_not_found(client, agreement):
    later = Agreement.objects.get(title="A later one")

    response = client.get(f"/agreements/{later.ref}.json?as_of=2025-03-02")

    assert response.status_code == 404
    assert response.json()["detail"] == "The register did not have this record on that day."


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("as_of=2025-13-45", "“2025-13-45” is not a day from 1900 to 2199"),
        ("as_of=%00", "is not a day from 1900 to 2199"),
        ("as_of=\ud800", "is not a day from 1900 to 2199"),
        ("as_of=" + "9" * 30, "is not a day from 1900 to 2199"),
        ("as_of=" + "9" * 900, "is not a day from 1900 to 2199"),
        ("as_of=٢٠٢٥-03-02", "is not a day from 1900 to 2199"),
        ("as_of=2199-12-31", "That day has not come yet."),
        ("as_of=2025-03-02&as_of=2025-03-03", "Ask for one day at a time"),
        ("as_of=2025-03-02&q=collage", "Words are only looked for in the register as it is now."),
        ("as_off=2025-03-02", "Did you mean “as_of”?"),
    ],
    ids=["month", "NUL", "surrogate", "number", "long", "digits", "future", "two", "words", "slip"],
)
def test_day_of_no_answer_is_told(client, agreement, query, why):
    query = query.encode("utf-8", "surrogatepass").decode("latin-1")

    page = client.get(f"/agreements/?{query}")
    data = client.get(f"/agreements.json?{query}")

    assert why in text(page)
    assert page.context["object_list"] == []
    assert data.status_code == 400
    assert why in data.json()["errors"][0]["detail"]
    assert "Memento-Datetime" not in page
    assert "Memento-Datetime" not in data


def test_day_of_which_nothing_is_known_is_refused(client, agreement):
    mark = Version.objects.create(at=FIRST + timedelta(days=20), op=Version.Op.MARK)

    page = client.get("/agreements/?as_of=2025-03-02")
    data = client.get("/agreements.csv?as_of=2025-03-02")
    record = client.get(f"/agreements/{agreement.ref}.json?as_of=2025-03-02")
    feed = client.get("/agreements.atom?as_of=2025-03-02")

    why = f"What the register held before {mark.at:%Y-%m-%d %H:%M:%S} UTC is not known."
    assert why in text(page)
    assert [data.status_code, record.status_code, feed.status_code] == [400, 400, 400]
    assert [data.json()["errors"][0]["detail"], record.json()["errors"][0]["detail"]] == [why] * 2


def test_register_before_its_first_record_is_empty(client, agreement):
    data = client.get("/agreements.json?as_of=2025-02-01").json()

    assert (data["total"], data["revision"]) == (0, 0)


@pytest.fixture
def release(agreement, settings, tmp_path):
    """The one release of the register: of 1 March 2025."""
    settings.RELEASES = tmp_path
    call_command("release", stdout=StringIO())
    [release] = tmp_path.glob("*.zip")
    release.rename(tmp_path / "coop-2025-03-01-r1.zip")


@pytest.mark.parametrize(
    ("module", "limit"), [(earlier_indexes, "MAX_RECORDS"), (earlier_rows, "MAX_VERSIONS")]
)
def test_too_many_changes_lead_to_the_nearest_release(client, release, monkeypatch, module, limit):
    monkeypatch.setattr(module, limit, 1)

    page = client.get("/agreements/?as_of=2025-03-02")
    data = client.get("/agreements.csv?as_of=2025-03-02")

    assert "Too much has changed since the end of that day." in text(page)
    assert 'href="/data/releases/2025-03-01-r1/"' in page.content.decode()
    assert data.status_code == 400
    assert data.json()["errors"][0]["parameter"] == "as_of"


def test_long_download_is_of_that_day(client, agreement, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_WHOLE", 0)

    response = client.get("/agreements.csv?as_of=2025-03-02&columns=title&bom=0")

    assert response.streaming
    assert b"".join(response.streaming_content) == b"title\r\nA collage\r\n"


def test_nobody_else_sees_the_earlier_rows(client, agreement):
    client.get("/agreements/?as_of=2025-03-02")

    assert Agreement.objects.get(pk=agreement.pk).title == "A college"
