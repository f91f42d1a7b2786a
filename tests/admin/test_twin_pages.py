"""Likely twins side by side, to be merged or told apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.editing.likely_twins import LIKELY
from agreements.models import Distinct, Edit
from tests.admin.forms import problems
from tests.factories import InstitutionFactory, PartyFactory

pytestmark = pytest.mark.django_db

TWINS = "/admin/agreements/institution/twins/"


@pytest.fixture
def twins():
    """Two institutions of one name, to the first of which a party leads."""
    first, second = InstitutionFactory(name="ZTE"), InstitutionFactory(name="ZTE")
    PartyFactory(institution=first)
    return first, second


@pytest.mark.parametrize("noun", LIKELY, ids=lambda noun: noun.name)
def test_list_of_each_noun_leads_to_its_likely_twins(admin_client, noun):
    address = f"/admin/agreements/{noun.name}/"

    page, twins = (admin_client.get(f"{address}{more}") for more in ("", "twins/"))

    assert f'<a href="{address}twins/">Likely twins</a>' in problems(page)
    assert (twins.status_code, "No two records look like one." in problems(twins)) == (200, True)


def test_pair_stands_side_by_side_with_what_tells_them_apart(admin_client, twins):
    first, second = twins

    page = problems(admin_client.get(TWINS))

    assert f'href="/admin/agreements/institution/{first.pk}/merge/?into={second.pk}"' in page
    assert f'href="/admin/agreements/institution/{second.pk}/merge/?into={first.pk}"' in page
    assert ("IN-0001" in page, "Vocational college" in page) == (True, True)
    assert "1 row leads to it or is about it" in page


def test_three_pairs_take_no_more_queries_than_one(admin_client, twins):
    admin_client.get(TWINS)
    with CaptureQueriesContext(connection) as one:
        admin_client.get(TWINS)
    for name in ("BYD", "BYD", "Huawei", "Huawei"):
        InstitutionFactory(name=name)
    page = admin_client.get(TWINS)
    with CaptureQueriesContext(connection) as three:
        admin_client.get(TWINS)

    assert (len(page.context["pairs"]), len(three)) == (3, len(one))


def test_two_are_told_apart_in_an_edit_that_can_be_undone(admin_client, twins):
    first, second = twins

    page = admin_client.post(TWINS, {"first": first.pk, "second": second.pk}, follow=True)
    [made] = Edit.objects.all()
    [finding] = Distinct.objects.all()
    undone = admin_client.post(f"/admin/agreements/edit/{made.pk}/undo/", {"why": "They are one."})

    assert "It is noted that the two are not the same." in problems(page)
    assert (finding.institution, finding.other, made.who) == (first, second.ref, "admin")
    assert (undone.status_code, Distinct.objects.count()) == (302, 0)
    assert "No two records look like one." not in problems(admin_client.get(TWINS))


@pytest.mark.parametrize("second", ["", "7777", "a\0", "first"])
def test_pair_that_is_none_is_refused_with_a_sentence(admin_client, twins, second):
    first, _second = twins
    second = first.pk if second == "first" else second

    page = admin_client.post(TWINS, {"first": first.pk, "second": second}, follow=True)

    assert "One of the two records is not there any more." in problems(page)
    assert (Distinct.objects.count(), Edit.objects.count()) == (0, 0)


def test_twins_are_shown_to_nobody_without_the_right(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("editor", is_staff=True))

    assert client.get(TWINS).status_code == 403
