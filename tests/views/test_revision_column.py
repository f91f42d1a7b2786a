"""The revision at which an agreement was last changed is told alike by all formats."""

import csv
import json
from datetime import UTC, datetime

import pytest

from agreements.models import Change, Version
from tests.factories import AgreementFactory, CitationFactory
from tests.formats.workbooks import rows_of

pytestmark = pytest.mark.django_db
MARCH = datetime(2025, 3, 1, 12, tzinfo=UTC)


def as_csv(client, query=""):
    lines = client.get(f"/agreements.csv?bom=0&sort=title{query}").content.decode().splitlines()
    return [int(row["revision"]) if row["revision"] else None for row in csv.DictReader(lines)]


def as_json(client, query=""):
    items = client.get(f"/agreements.json?sort=title{query}").json()["items"]
    return [item["revision"] for item in items]


def as_ndjson(client, query=""):
    lines = client.get(f"/agreements.ndjson?sort=title{query}").content.decode().splitlines()
    return [json.loads(line)["revision"] for line in lines]


def as_workbook(client, query=""):
    body = b"".join(client.get(f"/agreements.xlsx?sort=title{query}"))
    head, *rows = rows_of(body, "agreements")
    assert head[-1] == "revision"
    return [int(row[-1]) for row in rows]


def as_records(client, query=""):
    addresses = [f"/agreements/{ref}.json?{query[1:]}" for ref in ("AG-0001", "AG-0002")]
    return [client.get(address).json()["agreement"]["revision"] for address in addresses]


FORMATS = [as_csv, as_json, as_ndjson, as_workbook, as_records]


@pytest.mark.parametrize("told", FORMATS)
def test_formats_tell_the_same_revisions(client, told):
    first, second = AgreementFactory(title="a"), AgreementFactory(title="b")
    CitationFactory(agreement=first)
    cited = newest_of(first)
    second.save()

    assert told(client) == [cited, Change.objects.revision().number]


@pytest.fixture
def days(transactional_db):
    """Return the revisions at which two agreements were last changed by 2 March 2025, and then."""
    Version.objects.marks().delete()
    first, second = AgreementFactory(title="a"), AgreementFactory(title="b")
    then = [newest_of(first), newest_of(second)]
    Version.objects.update(at=MARCH)
    Change.objects.update(noted_at=MARCH)
    CitationFactory(agreement=second)
    return then, [then[0], newest_of(second)]


def newest_of(agreement):
    return Change.objects.filter(noun="agreement", key=agreement.pk).first().pk


@pytest.mark.parametrize("told", FORMATS)
def test_formats_tell_those_of_an_earlier_day(client, told, days):
    then, now = days

    assert told(client, "&as_of=2025-03-02") == then
    assert told(client) == now
