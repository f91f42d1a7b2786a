"""A later number of the same measure is a newer value."""

from datetime import date

import pytest

from agreements.evidence.coverage import meters
from agreements.evidence.series import all_series, newest_beside
from agreements.models import Figure
from tests.factories import AgreementFactory, AllianceFactory, CitationFactory, FigureFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance():
    return AllianceFactory()


def members(alliance, value, on=None, precision="day", **fields):
    measure = fields.pop("measure", "members")
    return FigureFactory(
        alliance=alliance,
        measure=measure,
        value=value,
        as_of=on,
        as_of_precision=precision,
        **fields,
    )


def series():
    """Return the numbers of each series of all figures."""
    found = all_series(meters(Figure.objects.with_left_out()))
    return [[meter.figure.value for meter in one.meters] for one in found]


def test_numbers_of_a_measure_follow_each_other_day_by_day(alliance):
    members(alliance, 140)
    members(alliance, 160, date(2025, 12, 31))
    members(alliance, 30, measure="projects")
    members(alliance, 125, date(2024, 9, 1), "month")

    assert series() == [[125, 160, 140], [30]]


def test_numbers_that_leave_out_other_agreements_are_of_another_series(alliance):
    left_out, other = AgreementFactory.create_batch(2)
    for value, without in ((13, []), (14, [left_out]), (15, [left_out]), (16, [left_out, other])):
        on = date(2000 + value, 1, 1)
        members(alliance, value, on, measure="agreements").leaves_out.set(without)

    assert series() == [[13], [14, 15], [16]]


def test_what_numbers_leave_out_is_read_with_them(alliance, django_assert_num_queries):
    left_out = AgreementFactory.create_batch(2)
    for value, without in ((13, []), (14, left_out), (15, left_out[::-1])):
        members(alliance, value, date(2000 + value, 1, 1)).leaves_out.set(without)
    found = meters(Figure.objects.with_left_out())

    with django_assert_num_queries(0):
        assert len(all_series(found)) == 2


@pytest.mark.parametrize(
    ("older", "newer", "is_newer"),
    [
        ((date(2024, 9, 1), "month"), (date(2025, 1, 1), "year"), True),
        ((date(2025, 1, 1), "year"), (date(2025, 11, 1), "month"), False),
        ((date(2025, 11, 1), "month"), (date(2025, 11, 30), "day"), False),
        ((date(2025, 11, 1), "month"), (date(2025, 12, 1), "day"), True),
        ((date(2025, 11, 1), "day"), (date(2025, 11, 1), "day"), False),
        ((None, "day"), (date(2025, 11, 1), "day"), False),
    ],
    ids=["later", "within the year", "within the month", "day after", "same day", "no day"],
)
def test_number_is_newer_where_its_day_lies_after_the_other(alliance, older, newer, is_newer):
    first, second = members(alliance, 125, *older), members(alliance, 160, *newer)
    members(AllianceFactory(), 200, date(2030, 1, 1))

    found = newest_beside([first, second])

    assert found == ({first.pk: second} if is_newer else {})


@pytest.mark.parametrize(
    ("values", "is_drawn"), [((1, 2), False), ((1, 2, 1), False), ((1, 2, 3), True)]
)
def test_three_different_numbers_are_drawn(client, alliance, values, is_drawn):
    for number, value in enumerate(values):
        members(alliance, value, date(2020 + number, 1, 1))

    page = client.get(alliance.get_absolute_url()).content.decode()

    assert ("plot-steps" in page) == is_drawn


def test_page_shows_each_number_with_its_day_its_mark_and_its_meter(client, alliance):
    first = members(alliance, 125, date(2024, 9, 1), "month")
    second = members(alliance, 160, date(2025, 1, 1), "year")
    for figure in (first, second):
        CitationFactory(agreement=None, alliance=alliance, field="figures", figure=figure)

    response = client.get(alliance.get_absolute_url())

    shown = text(response)
    assert (
        "Members 125 as of September 2024 ● Stated by 1 publisher. Disputed by none. "
        f"¶ Link to Figures: {first} ? Something wrong with Figures: {first}? "
        "0 of 125 listed here (0 %)" in shown
    )
    assert (
        "160 as of 2025 ● Stated by 1 publisher. Disputed by none. "
        f"¶ Link to Figures: {second} ? Something wrong with Figures: {second}? "
        "0 of 160 listed here (0 %)" in shown
    )
    assert f'id="evidence-figures-{second.pk}"' in response.content.decode()


def test_ledger_says_of_an_older_number_that_a_newer_one_stands_beside_it(client, register):
    shown = text(client.get("/coverage/"))

    assert "Members as of September 2024 A newer number stands beside it: 160, as of 2025 125" in (
        shown
    )
    assert shown.count("A newer number stands beside it") == 1
