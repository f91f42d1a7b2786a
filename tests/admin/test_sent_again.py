"""A form that is sent twice is saved once."""

import pytest

from agreements.models import Agreement, Citation, Edit, Sector
from tests.admin.forms import change, filled_in
from tests.factories import SourceFactory
from tests.views.wording import words

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/sector/add/"


def sector(admin_client, name):
    """Return what the form of a new sector sends."""
    return filled_in(admin_client.get(ADD)) | {"name": name, "slug": name.lower()}


def test_record_is_added_once_and_the_second_click_leads_to_it(admin_client):
    data = sector(admin_client, "Forestry")

    first, second = (admin_client.post(ADD, data) for _click in range(2))

    made = Sector.objects.get()
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == change(made)
    page = words(admin_client.get(change(made)).content.decode())
    assert "This form was saved already; it was not saved a second time." in page
    assert Edit.objects.count() == 1


def test_row_is_added_once(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement)))
    number = int(data["citations-TOTAL_FORMS"])
    data["citations-TOTAL_FORMS"] = number + 1
    data |= {
        f"citations-{number}-source": SourceFactory().pk,
        f"citations-{number}-claim": "Says so.",
        f"citations-{number}-stance": "supports",
        f"citations-{number}-basis": "stated",
    }

    answers = [admin_client.post(change(agreement), data).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert Citation.objects.filter(claim="Says so.").count() == 1


def test_form_that_was_refused_may_be_sent_again(admin_client):
    data = sector(admin_client, "Forestry")

    refused = admin_client.post(ADD, {**data, "slug": "no slug"})
    saved = admin_client.post(ADD, data)

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert filled_in(refused)["_token"] == data["_token"]


def test_two_forms_are_two_even_where_they_say_the_same(admin_client, agreement):
    for title in ("One", "Two"):
        data = filled_in(admin_client.get(change(agreement)))
        admin_client.post(change(agreement), {**data, "title": title})

    assert Agreement.objects.get().title == "Two"
    assert Edit.objects.count() == 2


@pytest.mark.parametrize("token", ["", "x" * 100, "a b", "é"])
def test_token_that_is_none_is_no_fault(admin_client, token):
    data = {**sector(admin_client, "Forestry"), "_token": token}

    assert admin_client.post(ADD, data).status_code == 302
