"""What all editing screens share: years beside a list, forms of new records, hostile addresses."""

from datetime import date

import pytest
from django.contrib import admin
from django.db.models import Max, Min

from agreements.admin.base import RECORD_FIELDSET, RegisterQuerySet
from agreements.models import Agreement, Country
from tests.admin.forms import problems
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreements():
    return RegisterQuerySet(Agreement)


def test_years_are_offered_from_the_first_to_the_last(agreements):
    for year in (2022, 2025):
        AgreementFactory(signed_on=date(year, 5, 1))

    assert agreements.dates("signed_on", "year") == [
        date(year, 1, 1) for year in (2022, 2023, 2024, 2025)
    ]


def test_each_year_that_a_day_can_have_is_offered(agreements):
    for year in (1900, 2025):
        AgreementFactory(signed_on=date(year, 5, 1))

    years = agreements.dates("signed_on", "year")

    assert (len(years), years[0], years[-1]) == (126, date(1900, 1, 1), date(2025, 1, 1))


def test_no_year_is_offered_where_no_day_is_known(agreements):
    AgreementFactory(signed_on=None)

    assert agreements.dates("signed_on", "year") == []


def test_months_are_those_in_use(agreements):
    for month in (1, 3):
        AgreementFactory(signed_on=date(2025, month, 7))

    assert list(agreements.dates("signed_on", "month")) == [date(2025, 1, 1), date(2025, 3, 1)]


def test_first_and_last_day_are_asked_for_one_by_one(agreements, django_assert_num_queries):
    AgreementFactory(signed_on=date(2025, 1, 7))

    with django_assert_num_queries(2):
        ends = agreements.aggregate(first=Min("signed_on"), last=Max("signed_on"))

    assert ends == {"first": date(2025, 1, 7), "last": date(2025, 1, 7)}


def test_new_record_shows_no_number_and_no_moment_of_its_last_edit(rf, admin_user):
    screen, request = admin.site._registry[Agreement], rf.get("/")
    request.user = admin_user

    shown = [
        RECORD_FIELDSET in screen.get_fieldsets(request, record) for record in (None, Agreement())
    ]

    assert shown == [False, True]


def test_record_whose_key_nothing_can_hold_is_not_asked_for(rf, django_assert_num_queries):
    screen = admin.site._registry[Country]

    with django_assert_num_queries(0):
        assert screen.get_object(rf.get("/"), "U\0") is None


def test_form_is_not_filled_in_from_an_address_that_cannot_be_read(admin_client):
    response = admin_client.get("/admin/agreements/agreement/add/?title=%00")

    assert (response.status_code, "This request cannot be read" in problems(response)) == (
        400,
        True,
    )


def test_list_whose_address_asks_for_what_cannot_exist_says_so(admin_client):
    response = admin_client.get("/admin/agreements/agreement/?kind=%00", follow=True)

    assert "This address asks for something that cannot exist." in problems(response)
