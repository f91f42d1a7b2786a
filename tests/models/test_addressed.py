"""What all records have in common that readers can ask for by an address."""

from datetime import date

import pytest
from django.db.models import prefetch_related_objects

from agreements.models import Country
from agreements.models.days import Day
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    NameFactory,
    SectorFactory,
    SourceFactory,
)


def test_record_is_called_by_its_own_name():
    agreement, sector = (
        AgreementFactory.build(title="A college"),
        SectorFactory.build(name="Energy"),
    )

    assert (str(agreement), str(sector)) == ("A college", "Energy")


def test_record_stands_at_the_address_of_its_noun():
    sector = SectorFactory.build(slug="forestry")

    assert (sector.address, sector.get_absolute_url()) == ("forestry", "/sectors/forestry/")


def test_address_is_written_in_capital_letters():
    assert Country.canonical_address("uZ") == "UZ"


def test_day_tells_how_exactly_it_is_known():
    agreement = AgreementFactory.build(signed_on=date(2024, 9, 1), signed_precision="month")

    assert agreement.day("signed_on") == Day(date(2024, 9, 1), "month")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("uz", "Kollej"),
        ("ru", "College"),
        ("zh-hans", "College"),
        ("en", "College"),
        (None, "College"),
    ],
    ids=["official name", "short name only", "no name", "own language", "no language"],
)
def test_record_is_called_by_an_official_name_of_the_language_or_by_its_own(language, expected):
    college = InstitutionFactory(name="College")
    for tag, kind, text in (
        ("uz-Latn", "short", "K"),
        ("uz-Latn", "official", "Kollej"),
        ("ru", "short", "К"),
        ("en", "official", "The college"),
    ):
        NameFactory(institution=college, language=tag, kind=kind, text=text)

    prefetch_related_objects([college], "names")

    assert college.title_in(language) == expected


@pytest.mark.django_db
def test_names_are_not_asked_for_in_the_language_of_the_record(django_assert_num_queries):
    college = InstitutionFactory(name="College")

    with django_assert_num_queries(0):
        assert college.title_in("en") == "College"


def test_record_of_a_noun_without_names_has_its_own():
    assert SourceFactory.build(title="News").title_in("ru") == "News"


def test_record_says_where_its_history_stands():
    assert AgreementFactory.build(ref="AG-0007").get_history_url() == "/agreements/AG-0007/history/"
    assert SectorFactory.build(slug="health").get_history_url() == "/sectors/health/history/"
