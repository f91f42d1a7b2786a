"""The ledger of known unknowns, as a page."""

import pytest

from tests.factories import FigureFactory, MembershipFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def test_every_number_stands_beside_what_the_register_lists(client):
    alliance = MembershipFactory().alliance
    FigureFactory(alliance=alliance, measure="members", bound="at_least", value=130)
    FigureFactory(measure="students", value=20)

    found = client.get("/coverage/").context["meters"]

    assert [(meter.figure.measure, meter.stated, meter.recorded) for meter in found] == [
        ("members", 130, 1),
        ("students", 20, None),
    ]


def test_long_ledger_is_parted_into_pages(client):
    FigureFactory.create_batch(26)

    first, second = (client.get(f"/coverage/?page={page}").context for page in (1, 2))

    assert (len(first["meters"]), len(second["meters"])) == (25, 1)
    assert second["pages"].previous == "?"


def test_address_that_cannot_be_read_shows_no_number(client):
    FigureFactory()

    response = client.get("/coverage/?sector=forestry")

    assert response.context["meters"] == []
    assert "This page has no filter called “sector”." in text(response)
