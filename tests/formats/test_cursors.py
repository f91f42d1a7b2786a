"""Where a page begins, as the page before it tells: what else comes as a cursor is refused."""

import pytest
from django.core.signing import Signer

from agreements.formats.cursors import BadCursorError, Cursor
from agreements.index.places import Place
from agreements.nouns import AGREEMENT, COUNTRY
from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


def given(client, address):
    """Return the cursor that a page of two agreements or more gives."""
    return client.get(address).json()["next"].split("after=")[1]


@pytest.fixture
def three():
    for title in "abc":
        AgreementFactory(title=title)


def test_cursor_is_read_as_it_was_written():
    agreement = AgreementFactory(title="Колледж 重庆", signed_on="2024-05-01")
    for sort, key in (("title", "Колледж 重庆"), ("-signed", "2024-05-01")):
        cursor = Cursor.after(AGREEMENT, sort, agreement.pk, 7)

        read = Cursor.read(AGREEMENT, cursor.written(AGREEMENT))

        assert read == Cursor(sort, Place(key, agreement.pk), 7)


def test_cursor_of_a_record_that_a_code_names():
    country = CountryFactory(code="UZ", name="Uzbekistan")

    cursor = Cursor.after(COUNTRY, "name", country.pk, 1)

    assert Cursor.read(COUNTRY, cursor.written(COUNTRY)).place == Place("uzbekistan", "UZ")


def test_cursor_of_the_longest_title_fits_an_address():
    title = "".join(chr(0x4E00 + 37 * number) for number in range(300))
    agreement = AgreementFactory(title=title)

    text = Cursor.after(AGREEMENT, "title", agreement.pk, 10**9).written(AGREEMENT)

    assert len(text) < 2000


@pytest.mark.parametrize(
    "text",
    [
        "x",
        ".",
        "x.y",
        "\0",
        "\ud800",
        "٣",
        "9" * 30,
        "WyJ0aXRsZSIsIkEiLDEsMV0",
        Signer(sep=".", salt="cursor 1 country").sign_object(["title", "a", 1, 1]),
        Signer(sep=".", salt="cursor 1 agreement", key="another").sign_object(["title", "a", 1, 1]),
    ],
    ids=[
        *("letter", "dot", "two parts", "nul", "surrogate", "other digits", "digits"),
        *("unsigned", "of another list", "of another register"),
    ],
)
def test_text_that_is_no_cursor_of_the_list_is_refused(text):
    with pytest.raises(BadCursorError):
        Cursor.read(AGREEMENT, text)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "after=x",
            "“x” is not what a page of this list gave as its next one.",
        ),
        (
            "sort=-title&after={}",
            "This page of the list was given for another order.",
        ),
        ("after={}", "This page of the list was given for another order."),
        (
            "sort=title&page=2&after={}",
            "Give either “page” or “after”: both say where it begins.",
        ),
        (
            "q=a&after={}",
            "What best fits your words moves: give “sort” with “after”.",
        ),
        (
            "q=a&sort=relevance&after={}",
            "What best fits your words moves: give “sort” with “after”.",
        ),
        (
            "sort=title&after={}&after=y",
            "Give this parameter once: the address has several.",
        ),
    ],
    ids=["broken", "other way", "own order", "page", "words", "relevance", "two"],
)
def test_cursor_that_does_not_fit_is_told_of(client, three, query, sentence):
    cursor = given(client, "/agreements.json?sort=title&page_size=1")

    response = client.get(f"/agreements.json?{query.format(cursor)}")

    [error] = response.json()["errors"]
    assert (response.status_code, error["parameter"]) == (400, "after")
    assert error["detail"] == sentence


def test_tampered_cursor_is_refused(client, three):
    cursor = given(client, "/agreements.json?sort=title&page_size=1")
    tampered = cursor[:3] + ("A" if cursor[3] != "A" else "B") + cursor[4:]

    assert client.get(f"/agreements.json?sort=title&after={tampered}").status_code == 400
    assert client.get(f"/agreements.json?sort=title&after={cursor}").status_code == 200


def test_cursor_of_the_first_order_needs_no_name_of_it(client, three):
    cursor = given(client, "/agreements.json?page_size=1")

    assert client.get(f"/agreements.json?page_size=1&after={cursor}").status_code == 200


def test_cursor_of_another_list_is_refused(client, three):
    InstitutionFactory.create_batch(2)
    cursor = given(client, "/institutions.json?page_size=1&sort=name")

    assert client.get(f"/agreements.json?after={cursor}").status_code == 400


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "9" * 30, "%D9%A3", "a" * 3000])
def test_hostile_cursor_is_a_problem_and_no_error(client, text):
    assert client.get(f"/agreements.json?after={text}").status_code == 400
