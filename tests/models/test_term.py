"""The term of an agreement: what it may be, and on which days it is in force."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from tests.factories import AgreementFactory
from tests.models.rules import DAYS, KEPT, outcome, refused

pytestmark = pytest.mark.django_db

BACKWARDS = refused("A term cannot end before it begins.")
NEVER_AND_THEN = refused(
    "An agreement for which no end was agreed has no last day: give one or the other."
)
# The last day of a month and of a year, so that vague days may be over with it.
ON = date(2020, 12, 31)


def term(starts=None, ends=None, *, is_open_ended=False):
    """Return the fields of a term between days such as "2024", "2024-05" and "2024-05-17"."""
    fields = {"is_open_ended": is_open_ended}
    for name, text in (("starts", starts), ("ends", ends)):
        if text:
            fields[f"{name}_on"] = date.fromisoformat(f"{text}-01-01"[:10])
            fields[f"{name}_precision"] = {4: "year", 7: "month", 10: "day"}[len(text)]
    return fields


@pytest.mark.parametrize("day", ["starts", "ends"])
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_days_of_a_term_are_within_their_precision(day, on, precision, expected):
    agreement = AgreementFactory()

    result = outcome(agreement, **{f"{day}_on": on, f"{day}_precision": precision})

    assert result == expected


@pytest.mark.parametrize("day", ["starts_on", "ends_on"])
def test_days_of_a_term_are_within_centuries(day):
    agreement = AgreementFactory()

    results = [outcome(agreement, **{day: date(year, 1, 1)}) for year in (1900, 2199, 1899, 2200)]

    broken = refused("A day lies between the years 1900 and 2199.")
    assert results == [KEPT, KEPT, broken, broken]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2024-05-17", "2024-05-17", KEPT),
        ("2024-05-17", "2024-05-16", BACKWARDS),
        ("2024-05-17", "2024-05", KEPT),
        ("2024-05-17", "2024-04", BACKWARDS),
        ("2024-05-17", "2023-05", BACKWARDS),
        ("2024-05-17", "2024", KEPT),
        ("2024-05-17", "2023", BACKWARDS),
        ("2024-05", "2024-05-01", KEPT),
        ("2024-05", "2024-04-30", BACKWARDS),
        ("2024-05", "2024", KEPT),
        ("2024-05", "2023", BACKWARDS),
        ("2024", "2024-01-01", KEPT),
        ("2024", "2023-12", BACKWARDS),
        ("2024", "2023", BACKWARDS),
        (None, "2024", KEPT),
        ("2024", None, KEPT),
    ],
)
def test_term_does_not_end_before_it_begins(starts, ends, expected):
    agreement = AgreementFactory()

    assert outcome(agreement, **term(starts, ends)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (term(is_open_ended=True), KEPT),
        (term("2024", is_open_ended=True), KEPT),
        (term(ends="2024"), KEPT),
        (term(ends="2024", is_open_ended=True), NEVER_AND_THEN),
    ],
    ids=["open", "open from 2024", "till 2024", "open till 2024"],
)
def test_open_ended_term_has_no_last_day(fields, expected):
    agreement = AgreementFactory()

    assert outcome(agreement, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (term("2020-12-31", "2020-12-31"), "yes"),
        (term("2021-01-01", "2021-12-31"), "no"),
        (term("2020-01-01", "2020-12-30"), "no"),
        (term("2020-12", is_open_ended=True), "yes"),
        (term("2020", is_open_ended=True), "yes"),
        (term("2021", is_open_ended=True), "no"),
        (term("2019", "2020-12"), "not-known"),
        (term("2019", "2020"), "not-known"),
        (term("2019", "2020-11"), "no"),
        (term("2019", "2019"), "no"),
        (term("2019", "2021"), "yes"),
        (term("2019"), "not-known"),
        (term(ends="2021"), "not-known"),
        (term(ends="2019"), "no"),
        (term(is_open_ended=True), "not-known"),
        (term() | {"signed_on": date(2019, 1, 1)}, "not-known"),
        (term("2019", "2021") | {"status": "completed"}, "not-known"),
        (term("2019", "2019") | {"status": "planned"}, "no"),
    ],
)
def test_in_force_at_the_end_of_2020(fields, expected):
    AgreementFactory(**fields)

    assert Agreement.objects.with_in_force(ON).get().in_force == expected
    assert Agreement.objects.in_force(ON).exists() is (expected == "yes")


@pytest.mark.parametrize(
    ("on", "begun_in_month", "begun_in_year"),
    [
        (date(2020, 11, 30), "yes", "not-known"),
        (date(2020, 11, 29), "not-known", "not-known"),
        (date(2020, 12, 30), "yes", "not-known"),
        (date(2020, 12, 31), "yes", "yes"),
    ],
)
def test_vague_first_day_is_past_with_the_last_day_that_it_may_be(
    on, begun_in_month, begun_in_year
):
    AgreementFactory(**term("2020-11", is_open_ended=True))
    AgreementFactory(**term("2020", is_open_ended=True))

    answers = Agreement.objects.with_in_force(on).order_by("pk").values_list("in_force", flat=True)

    assert list(answers) == [begun_in_month, begun_in_year]


@pytest.mark.parametrize("status", ["planned", "completed", "ended"])
def test_closed_agreement_is_not_in_force_from_today_on(status):
    AgreementFactory(status=status, **term("2000", is_open_ended=True))
    today = timezone.localdate()

    asked = (None, today, today + timedelta(days=1), today - timedelta(days=1))
    answers = [Agreement.objects.with_in_force(on).get().in_force for on in asked]

    assert answers == ["no", "no", "no", "not-known"]


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2199, 12, 31)])
def test_first_and_last_day_that_can_be_asked_for_have_an_answer(on):
    AgreementFactory(**term("1900-01-01", "2199-12-31"))

    assert Agreement.objects.in_force(on).exists()
