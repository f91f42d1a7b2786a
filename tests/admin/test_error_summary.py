"""What is wrong with a long form stands above it, with links to the places."""

import pytest

from tests.admin.forms import change, filled_in, problems
from tests.factories import AllianceFactory, FigureFactory

pytestmark = pytest.mark.django_db


def summary(response):
    """Return the (anchor, place, sentence) of each problem that a page lists."""
    return [tuple(map(str, problem)) for problem in response.context["problems"]]


def test_each_problem_is_listed_with_a_link_to_its_place(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement)))
    data |= {"title": "", "signed_on": "someday", "parties-1-role": "nobody"}

    response = admin_client.post(change(agreement), data)

    found = summary(response)
    assert [(anchor, place) for anchor, place, _sentence in found] == [
        ("id_title", "Title"),
        ("id_signed_on", "Signed on"),
        ("id_parties-1-role", "Party 2, Role"),
    ]
    page = problems(response)
    for anchor, _place, sentence in found:
        assert (f'href="#{anchor}"' in page, f'id="{anchor}"' in page) == (True, True)
        assert sentence in page


def test_row_that_was_deleted_meanwhile_says_so(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement)))
    agreement.citations.get().delete()
    # A form that does not say of which version it was made is not brought onto the newest.
    del data["_version"]

    response = admin_client.post(change(agreement), data)

    sentence = (
        "Somebody else deleted it meanwhile: keep what you still need of it, and load the page "
        "again."
    )
    assert summary(response) == [("citations-group", "Citation 1", sentence)]
    assert 'id="citations-group"' in problems(response)


def test_rule_of_a_row_is_listed_at_the_row(admin_client):
    figure = FigureFactory(alliance=AllianceFactory())
    data = filled_in(admin_client.get(change(figure.alliance))) | {"figures-0-upper": 20}

    response = admin_client.post(change(figure.alliance), data)

    sentence = "Give two numbers where it is between them, and one otherwise."
    assert summary(response) == [("figures-0", "Figure 1", sentence)]


def test_form_without_problems_has_no_summary(admin_client, agreement):
    response = admin_client.get(change(agreement))

    assert (summary(response), 'id="problems"' in problems(response)) == ([], False)
