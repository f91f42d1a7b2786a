"""Rows of lists."""

import pytest

from tests.factories import AgreementFactory, InstitutionFactory, PlaceFactory, PublisherFactory
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


def test_words_of_a_row_are_in_the_language_of_each_page(client):
    AgreementFactory(kind="grant", status="signed", signed_on="2024-05-01")

    pages = [text(client.get(f"{path}/agreements/")) for path in ("", "/ru", "")]

    told = [
        [word in page for word in ("Signed", "1 May 2024", "Подписано", "1 мая 2024")]
        for page in pages
    ]
    assert told == [[True, True, False, False], [False, False, True, True], told[0]]


def test_places_of_one_name_have_no_number_to_be_told_apart_by(client):
    PlaceFactory(name="Chilonzor")
    PlaceFactory(name="Chilonzor")
    fold_everything()

    page = client.get("/search/?q=chilonzor")

    assert (page.status_code, text(page).count("Chilonzor ·")) == (200, 0)


def test_publisher_that_was_found_says_what_it_is(client):
    PublisherFactory(name="Kun.uz")
    fold_everything()

    pages = [text(client.get(address)) for address in ("/publishers/", "/publishers/?q=kun")]

    assert [page.count("· publisher") for page in pages] == [0, 1]
