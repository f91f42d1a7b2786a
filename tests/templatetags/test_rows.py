"""Rows of lists."""

import pytest

from tests.factories import InstitutionFactory, PlaceFactory
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def test_second_of_a_name_is_told_apart_by_its_number(client):
    first, second = (
        InstitutionFactory(name="State College"),
        InstitutionFactory(name="State College"),
    )

    shown = text(client.get("/institutions/"))

    assert [shown.count(f"State College · {one.ref}") for one in (first, second)] == [0, 1]


def test_places_of_one_name_have_no_number_to_be_told_apart_by(client):
    PlaceFactory(name="Chilonzor")
    PlaceFactory(name="Chilonzor")
    fold_everything()

    page = client.get("/search/?q=chilonzor")

    assert (page.status_code, text(page).count("Chilonzor ·")) == (200, 0)
