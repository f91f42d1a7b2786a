"""By what records are filtered and counted: read from an address, asked of the database."""

from datetime import date

import pytest

from agreements.models import Agreement, Institution
from agreements.nouns import AGREEMENT, INSTITUTION
from agreements.nouns.facets import Facet
from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory, SectorFactory

SECTORS, YEARS, STATUSES = (AGREEMENT.facet(name) for name in ("sector", "year", "status"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("kind", True),
        ("event", True),
        ("sectors", False),
        ("parties", False),
        ("event__place", True),
        ("parties__institution", False),
    ],
    ids=[
        "a field",
        "one link",
        "many links",
        "rows that belong to it",
        "a link of its link",
        "a link of rows",
    ],
)
def test_facet_is_single_where_no_record_can_have_two_values(path, expected):
    facet = Facet(parameter="any", label="Any", unknown_message="None", path=path)

    assert facet.is_single(Agreement) is expected


@pytest.mark.django_db
def test_record_with_two_of_the_values_is_found_once_and_within_the_queryset():
    forestry, energy = SectorFactory(), SectorFactory()
    for title in ("both", "left out"):
        AgreementFactory(title=title).sectors.add(forestry, energy)
    AgreementFactory(title="neither")

    found = SECTORS.filter(Agreement.objects.exclude(title="left out"), [forestry.pk, energy.pk])

    assert [agreement.title for agreement in found] == ["both"]


@pytest.mark.django_db
def test_record_is_counted_once_for_a_value_that_it_has_twice():
    agreement = AgreementFactory()
    for _each in range(2):
        PartyFactory(agreement=agreement)

    assert AGREEMENT.facet("country").count(Agreement.objects.all()) == {"UZ": 1}


@pytest.mark.django_db
def test_record_without_a_value_is_not_counted_but_among_the_undated():
    InstitutionFactory(kind="", country=None)
    AgreementFactory(signed_on=date(2024, 5, 1))
    AgreementFactory(signed_on=None)

    counts = [
        INSTITUTION.facet(name).count(Institution.objects.all()) for name in ("kind", "country")
    ]

    assert counts == [{}, {}]
    assert YEARS.count(Agreement.objects.all()) == {"2024": 1, "undated": 1}


@pytest.mark.django_db
def test_records_are_read_in_the_order_of_the_address_without_unknown_ones():
    for slug in ("energy", "forestry"):
        SectorFactory(slug=slug, name=slug.title())

    read = SECTORS.read(["forestry", "astrology", "energy"])

    assert [(value.text, value.label) for value in read] == [
        ("forestry", "Forestry"),
        ("energy", "Energy"),
    ]


@pytest.mark.django_db
def test_text_that_names_no_record_is_not_asked_for(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert AGREEMENT.facet("country").read(["Uzbekistan", "uz", "U\0"]) == []


def test_choices_are_read_and_listed_as_their_field_has_them():
    assert [value.text for value in STATUSES.read(["signed", "lost", "planned"])] == [
        "signed",
        "planned",
    ]
    assert [value.label for value in STATUSES.values(["signed", "planned"])] == [
        "Planned",
        "Signed",
    ]
    assert STATUSES.always_listed() == Agreement.Status.values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ["2024"]),
        ("undated", ["No day known"]),
        ("0999", []),
        ("20245", []),
        ("٢٠٢٤", []),
        ("2024\n", []),
    ],
    ids=["a year", "no day", "three digits", "five digits", "Arabic digits", "a line break"],
)
def test_year_has_four_digits(text, expected):
    assert [value.label for value in YEARS.read([text])] == expected


def test_latest_year_is_listed_first_and_elsewhere_the_most_frequent_value():
    years = [value.key for value in YEARS.values(["2023", "undated", "2025"])]

    assert years == ["2025", "2023", "undated"]
    assert sorted([1, 3, 2], key=YEARS.sort_key) == [1, 3, 2]
    assert sorted([1, 3, 2], key=SECTORS.sort_key) == [3, 2, 1]


@pytest.mark.django_db
def test_answers_of_yes_and_no_are_counted_and_told_apart():
    InstitutionFactory.create_batch(2)
    unnamed = InstitutionFactory(is_named=False)
    facet = INSTITUTION.facet("named")

    everybody = Institution.objects.all()

    assert facet.count(everybody) == {"yes": 2, "no": 1}
    assert list(facet.filter(everybody, ["no"])) == [unnamed]
    assert [value.text for value in facet.read(["no", "maybe", "yes"])] == ["no", "yes"]
