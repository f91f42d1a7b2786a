"""A wrong part of an address leaves the right ones standing, and offers what was likely meant."""

import pytest
from django.test import Client

from tests.views.wording import text

pytestmark = pytest.mark.django_db


def offered(response):
    """Return (what was likely meant, the address with it, the address without what is wrong)."""
    return [
        (mistake.meant, mistake.mended, mistake.without) for mistake in response.context["mistakes"]
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("country=UZ&sector=enrgy", ("Energy", "?country=UZ&sector=energy", "?country=UZ")),
        ("contry=UZ&q=x", ("country", "?country=UZ&q=x", "?q=x")),
        ("country=Узбекистан&page=2", ("Uzbekistan", "?country=UZ", "?")),
        ("country=CN&country=Qqq", ("", None, "?country=CN")),
        ("kind=project_agremeent", ("", None, "?")),
        ("status=signd&country=UZ", ("Signed", "?status=signed&country=UZ", "?country=UZ")),
        ("year=20255&country=UZ", ("", None, "?country=UZ")),
        ("sort=taste&country=UZ", ("", None, "?country=UZ")),
    ],
)
def test_right_parts_are_kept_and_the_nearest_is_offered(client, register, address, expected):
    meant, mended, without = expected
    response = client.get(f"/agreements/?{address}")
    [told] = offered(response)

    assert (response.status_code, response.context["result"].total) == (200, 0)
    assert (told[0], told[1] if meant else None, told[2]) == (meant, mended, without)
    assert (f"Take “{meant}” instead" in text(response)) is bool(meant)


def test_mended_address_has_records(client, register):
    [(_meant, mended, _without)] = offered(client.get("/agreements/?country=UZ&sector=enrgy"))

    assert client.get(f"/agreements/{mended}").context["result"].total > 0


def test_each_of_two_mistakes_is_told_by_itself(client, register):
    response = client.get("/agreements/?sector=enrgy&country=Uzbekistn")

    assert offered(response) == [
        (
            "Energy",
            "?sector=energy&country=Uzbekistn",
            "?country=Uzbekistn",
        ),
        ("Uzbekistan", "?sector=enrgy&country=UZ", "?sector=enrgy"),
    ]


def test_many_mistakes_are_not_all_searched_for(client, register, django_assert_max_num_queries):
    address = "&".join(f"sector=enrgy{number}" for number in range(50))
    client.get("/agreements/?sector=enrgy")

    with django_assert_max_num_queries(60):
        response = client.get(f"/agreements/?{address}")

    assert len(response.context["mistakes"]) == 50


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("country=uz", "country=UZ"),
        ("country=Cn&sector=Energy&q=x", "country=CN&sector=energy&q=x"),
        ("status=Signed", "status=signed"),
        ("corridor=cn-uz", "corridor=CN-UZ"),
        ("institution=in-0001&page=2", "institution=IN-0001&page=2"),
    ],
)
def test_other_capitals_lead_to_the_right_address(client, register, address, led):
    response = client.get(f"/agreements/?{address}")

    assert (response.status_code, response["Location"]) == (301, f"/agreements/?{led}")


def test_program_is_told_of_capitals_and_not_led_on(client, register):
    response = client.get("/agreements.json?country=uz")

    assert response.status_code == 400
    assert response.json()["errors"][0]["nearest"] == "UZ"


@pytest.mark.parametrize("behind", [".", ",", ")", "”.", "。", "%22"])
def test_record_is_found_by_an_address_with_what_followed_it(client, register, behind):
    response = client.get(f"/agreements/AG-0001{behind}/")

    assert (response.status_code, response["Location"]) == (301, "/agreements/AG-0001/")


@pytest.mark.parametrize(
    ("address", "words", "query"),
    [
        ("/agreement/AG-0001/", "AG-0001", "AG-0001"),
        ("/AG-0001.html", "AG-0001", "AG-0001"),
        ("/colleges/tashkent_transport-college.php", *["tashkent transport college"] * 2),
        ("/институты/колледж/", "колледж", "колледж"),
    ],
)
def test_missing_page_offers_a_search_for_what_its_address_says(client, address, words, query):
    response = client.get(address)
    [link] = [line for line in response.content.decode().splitlines() if "/search/?q=" in line]

    assert response.status_code == 404
    assert f"Search for “{words}”" in link
    assert client.get("/search/", {"q": query}).status_code == 200


@pytest.mark.parametrize("address", ["/...//", "/%3Cb%3E/", "/a%00b/"])
def test_missing_page_of_any_address_is_a_page(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/ru/", "/agreements/", "/agreements/AG-0001/", "/search/", "/robots.txt"]
)
def test_page_takes_nothing_that_is_sent_to_it(register, address):
    stranger = Client(enforce_csrf_checks=True, headers={"accept": "application/json"})

    for method in ("post", "put", "delete"):
        answer = getattr(stranger, method)(address, {"q": "x"})
        assert (answer.status_code, answer.headers["Allow"][:9]) == (405, "GET, HEAD")
