"""Values of either database as one text, and back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import connection

from agreements import databases
from agreements.models import Change
from agreements.nouns.column import Kind
from agreements.release.cells import READ, as_texts
from agreements.tables.written_values import moment
from tests.factories import SectorFactory

IN_TASHKENT = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.YES_NO, True, "true"),
        (Kind.YES_NO, False, "false"),
        (Kind.DAY, date(2025, 6, 1), "2025-06-01"),
        (Kind.NUMBER, 29.563, "29.563"),
        (Kind.NUMBER, 30.0, "30.0"),
    ],
)
def test_value_is_written_in_one_way_and_read_back(kind, value, text):
    [[written]] = as_texts([kind], [(value,)])

    assert (written, READ[kind](text)) == (text, value)


@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.DAY, Kind.MOMENT, Kind.NUMBER, Kind.TEXT])
def test_nothing_is_an_empty_cell(kind):
    assert list(as_texts([kind], [(None,)])) == [(None,)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2025, 6, 18, tzinfo=UTC), "2025-06-18T00:00:00.000000Z"),
        (datetime(2025, 6, 18, 7, 5, 1, 9, UTC), "2025-06-18T07:05:01.000009Z"),
        (datetime(2025, 6, 18, 7, 5, 1, 120_000, UTC), "2025-06-18T07:05:01.120000Z"),
        (datetime(2025, 6, 18, 5, tzinfo=IN_TASHKENT), "2025-06-18T00:00:00.000000Z"),
    ],
)
def test_moment_is_read_as_text_from_either_database(value, text):
    change = Change.objects.create(noun="", noted_at=value)

    in_text = databases.of(connection).moment_text("noted_at")
    [found] = Change.objects.filter(pk=change.pk).values_list(in_text, flat=True)

    assert (found, READ[Kind.MOMENT](found)) == (text, value) == (moment(value), value)


@pytest.mark.django_db
def test_moment_that_a_trigger_wrote_is_read_as_text():
    SectorFactory()
    in_text = databases.of(connection).moment_text("noted_at")
    found = dict(Change.objects.values_list(in_text, "noted_at"))

    assert found
    assert [moment(value) for value in found.values()] == list(found)


def test_moment_is_told_in_utc():
    in_tashkent = datetime(2025, 6, 18, 12, tzinfo=IN_TASHKENT)

    assert moment(in_tashkent) == "2025-06-18T07:00:00.000000Z"


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.YES_NO, "True"), (Kind.DAY, "1 June 2025"), (Kind.MOMENT, "2025-06-18 00:00:00")],
)
def test_other_writing_is_refused(kind, text):
    with pytest.raises(ValueError, match=r"."):
        READ[kind](text)
