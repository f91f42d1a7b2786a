"""History: what the register held at an earlier moment is what it held then, to the last digit."""

from datetime import date, timedelta

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.changes import triggers
from agreements.changes.history import (
    NotKnown,
    newest_version_of,
    row_at,
    rows_of,
    tables_at,
)
from agreements.models import (
    Agreement,
    Citation,
    Country,
    Figure,
    Name,
    Party,
    Place,
    Sector,
    Version,
    version,
)
from tests.changes.moments import copies, newest, without_moments
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    FigureFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.sweeps import examples

pytestmark = pytest.mark.django_db

WORDS = st.sampled_from(
    [
        "",
        "重庆 🎓",
        'a"b\\c/d',
        "\x01\x1f\x7f\t\n\r",
        "Ўзбекистон ‘ʻ’",
        "0",
        "null",
        "{}",
        " e\u0301 ",
    ]
)
DEGREES = st.floats(min_value=-90, max_value=90)
# One more is still a number that every database holds.
NUMBERS = st.integers(min_value=0, max_value=2**31 - 2)
PICKS = st.integers(min_value=0, max_value=10**6)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)) | st.none()


def chosen(model, pick):
    """Return one of the records of a model, None where there is none."""
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    return model.objects.get(pk=keys[pick % len(keys)]) if keys else None


def add(pick, text, number, degree, day):
    agreement = AgreementFactory(title=f"T{text}", signed_on=day, stands_for=number + 1)
    PartyFactory(agreement=agreement, institution=InstitutionFactory(summary=text))
    CitationFactory(agreement=agreement, claim=f"C{text}", locator=text)
    PlaceFactory(name=f"P{text}", latitude=degree, longitude=degree * 2)


def save(pick, text, number, degree, day):
    agreement = chosen(Agreement, pick)
    if agreement:
        agreement.summary, agreement.signed_on = text, day
        agreement.is_open_ended = bool(number % 2)
        agreement.save()


def update(pick, text, number, degree, day):
    Place.objects.filter(pk__gte=pick % 5).update(latitude=degree, longitude=-degree / 3)
    Citation.objects.update(stated_value="", speaker=text)


def bulk_create(pick, text, number, degree, day):
    country = CountryFactory(code="KZ", name=f"K{text}")
    Place.objects.bulk_create(
        Place(name=f"B{text}", country=country, latitude=degree, longitude=0.1) for _ in range(3)
    )


def link(pick, text, number, degree, day):
    agreement = chosen(Agreement, pick)
    if agreement:
        agreement.sectors.set([SectorFactory(source_wording=f"S{text}"), chosen(Sector, pick)])
        figure = FigureFactory(alliance=None, agreement=agreement, value=number)
        figure.leaves_out.set(Agreement.objects.all()[:2])


def delete(pick, text, number, degree, day):
    agreement = chosen(Agreement, pick)
    if agreement:
        agreement.delete()


def by_sql(pick, text, number, degree, day):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE agreements_agreement SET summary = %s, stands_for = %s WHERE id > %s",
            [text, number + 1, pick % 7],
        )
        cursor.execute("DELETE FROM agreements_figure_leaves_out WHERE id > %s", [pick % 3])
        cursor.execute("UPDATE agreements_country SET name = %s", [f"N{text}"])


def load(pick, text, number, degree, day):
    """Write as `loaddata` does: over what is there, or anew."""
    sector = chosen(Sector, pick)
    if sector:
        written = serializers.serialize("json", [sector])
        Sector.objects.filter(pk=sector.pk).update(source_wording=text)
        for row in serializers.deserialize("json", written):
            row.save()


WRITES = st.tuples(
    st.sampled_from([add, save, update, bulk_create, link, delete, by_sql, load]),
    PICKS,
    WORDS,
    NUMBERS,
    DEGREES,
    DAYS,
)


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=st.lists(WRITES, min_size=3, max_size=12))
def test_all_tables_set_back_are_what_they_were(writes):
    with transaction.atomic():
        moments = [(newest(), copies())]
        for act, *values in [(add, 0, "", 1, 0.1, None), *writes]:
            act(*values)
            moments.append((newest(), copies()))

        for moment, held in moments:
            assert without_moments(tables_at(moment)) == without_moments(held)
        transaction.set_rollback(True)


@pytest.mark.parametrize("degree", [0.1 + 0.2, 1 / 3, -1e-300, 89.99999999999999, 5e-324, -0.0])
def test_number_comes_back_to_its_last_digit(degree):
    place = PlaceFactory(latitude=degree, longitude=12.0)
    then = newest()

    Place.objects.update(latitude=None, longitude=None)

    assert row_at(Place, place.pk, then)["latitude"] == degree


def test_largest_numbers_and_odd_texts_come_back():
    odd = "\x01\x7f\t\u2028 🎓 \U0010ffff \"quoted\" 'single' \\ %s {} $$"
    agreement = AgreementFactory(title=odd, stands_for=2**31 - 1)
    party = PartyFactory(agreement=agreement)
    large = 2**63 - 1
    Party.objects.filter(pk=party.pk).update(id=large)
    then = newest()

    Party.objects.filter(pk=large).delete()
    Agreement.objects.update(title="", stands_for=1)

    assert row_at(Agreement, agreement.pk, then)["title"] == odd
    assert row_at(Agreement, agreement.pk, then)["stands_for"] == 2**31 - 1
    assert row_at(Party, large, then)["id"] == large


def test_row_of_a_moment_is_found_by_time_too():
    country = CountryFactory(code="UZ", name="First")
    moment = Version.objects.latest("pk").at
    Version.objects.update(at=moment - timedelta(seconds=3))

    country.name = "Second"
    country.save()
    Version.objects.filter(op="U").update(at=moment - timedelta(seconds=1))
    names = [row_at(Country, "UZ", moment - timedelta(seconds=ago)) for ago in (0, 2)]

    assert [row["name"] for row in names] == ["Second", "First"]
    Version.objects.marks().update(at=moment - timedelta(seconds=9))
    assert row_at(Country, "UZ", moment - timedelta(seconds=4)) is None


def test_moments_and_yes_or_no_come_back_as_fields_have_them():
    agreement = AgreementFactory(is_open_ended=True, signed_on=date(2024, 6, 13))
    then, held = newest(), Agreement.objects.values().get()

    agreement.delete()

    assert row_at(Agreement, held["id"], then) == held


def test_before_a_mark_nothing_is_known():
    with triggers.without_log():
        agreement = AgreementFactory()
    mark = Version.objects.marks().first()

    for ask in (
        lambda: row_at(Agreement, agreement.pk, mark.pk - 1),
        lambda: rows_of(agreement, mark.pk - 1),
        lambda: tables_at(mark.at - timedelta(hours=1)),
    ):
        with pytest.raises(NotKnown, match=r"What the register held before .* UTC is not known\."):
            ask()
    assert row_at(Agreement, agreement.pk, mark.pk)["title"] == agreement.title
    assert row_at(Agreement, agreement.pk, timezone.now())["title"] == agreement.title


def test_record_of_a_moment_has_all_that_hung_on_it():
    figure = FigureFactory()
    alliance, left_out = figure.alliance, AgreementFactory()
    figure.leaves_out.add(left_out)
    name = NameFactory(institution=None, alliance=alliance)
    citation = CitationFactory(agreement=None, alliance=alliance)
    other = CitationFactory()
    then = newest()

    Figure.objects.filter(pk=figure.pk).delete()
    Name.objects.filter(pk=name.pk).delete()
    Citation.objects.filter(pk=citation.pk).update(alliance=None, agreement=other.agreement)
    Citation.objects.filter(pk=other.pk).update(alliance=alliance, agreement=None)
    held = rows_of(alliance, then)

    assert {table: list(rows) for table, rows in held.items()} == {
        "agreements_alliance": [str(alliance.pk)],
        "agreements_name": [str(name.pk)],
        "agreements_figure": [str(figure.pk)],
        "agreements_figure_leaves_out": list(held["agreements_figure_leaves_out"]),
        "agreements_citation": [str(citation.pk)],
    }
    assert len(held["agreements_figure_leaves_out"]) == 1
    assert list(rows_of(alliance, newest())["agreements_citation"]) == [str(other.pk)]


def test_renamed_column_is_read_under_its_name_of_today(monkeypatch):
    sector = SectorFactory(name="Before")
    then = newest()
    Sector.objects.update(name="After")
    old = Version.objects.latest("pk")
    Version.objects.filter(pk=old.pk).update(old=old.old.replace('"name"', '"label"'))

    monkeypatch.setattr(version, "RENAMED", {"agreements_sector": {"label": "name"}})

    assert row_at(Sector, sector.pk, then)["name"] == "Before"


def test_younger_column_has_its_default_in_old_versions():
    figure = FigureFactory()
    then = newest()
    Figure.objects.update(value=14)
    Version.objects.filter(table="agreements_figure", op="U").update(old='{"value": 13}')

    assert row_at(Figure, figure.pk, then)["bound"] == Figure.Bound.EXACTLY


def test_newest_version_of_a_record_counts_what_hangs_on_it():
    name = NameFactory()
    institution = name.institution
    before = newest_version_of(institution)

    Name.objects.update(text="Another")

    assert newest_version_of(institution) == newest() > before
    assert newest_version_of(SourceFactory.build(pk=999)) == 0
