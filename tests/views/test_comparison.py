"""Two or three countries, or sectors, side by side."""

import pytest

from tests.factories import AgreementFactory, CountryFactory, PartyFactory, SectorFactory
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db
CODES = "; codes are two capital letters, as in UZ."


def compare(client, address):
    """Return the rows of what is compared: (label, numbers), and of each part (label, its rows)."""
    found = client.get(address).context["comparison"]
    compared = [(one.label, one.result.total, one.result.possible) for one in found.compared]
    parts = {
        part.label: [(row.label, [cell.count for cell in row.cells]) for row in part.rows]
        for part in found.parts
    }
    pairs = [(pair.label, pair.result.total, pair.result.possible) for pair in found.pairs]
    return compared, parts, pairs


@pytest.fixture
def countries():
    """China and Uzbekistan with an agreement that stands for 11, each with another one."""
    china, uzbekistan, _nepal = (
        CountryFactory(code=code, name=name)
        for code, name in (("CN", "China"), ("UZ", "Uzbekistan"), ("NP", "Nepal"))
    )
    energy, mining = (SectorFactory(name=name, slug=name.lower()) for name in ("Energy", "Mining"))
    both, first, second = (
        AgreementFactory(stands_for=number, signed_on=day)
        for number, day in ((11, "2024-01-01"), (1, "2025-01-01"), (1, None))
    )
    for agreement, country in (
        *((both, china), (both, uzbekistan), (first, china), (second, uzbekistan)),
    ):
        PartyFactory(agreement=agreement, institution__country=country)
    both.sectors.add(energy, mining)
    first.sectors.add(energy)


def test_countries_are_compared_side_by_side(client, countries):
    assert compare(client, "/countries/?compare=UZ&compare=CN") == (
        [("Uzbekistan", 2, 12), ("China", 2, 12)],
        {
            "Sector": [("Energy", [1, 2]), ("Mining", [1, 1])],
            "Year of signing": [("2025", [0, 1]), ("2024", [1, 1]), ("No day known", [1, 0])],
        },
        [("China and Uzbekistan", 1, 11)],
    )


def test_page_says_what_two_countries_have_together(client, countries):
    page = client.get("/countries/?compare=UZ&compare=CN")

    assert "China and Uzbekistan together 11 agreements (1 record)" in text(page)


def test_sectors_are_compared_by_country(client, countries):
    compared, parts, pairs = compare(client, "/sectors/?compare=energy&compare=mining")

    assert compared == [("Energy", 2, 12), ("Mining", 1, 11)]
    assert parts["Country"] == [("China", [2, 1]), ("Uzbekistan", [1, 1])]
    assert pairs == []
    assert "1 to 11" in text(client.get("/sectors/?compare=energy&compare=mining"))


def test_numbers_lead_to_the_lists_that_they_count(client, countries):
    found = client.get("/countries/?compare=UZ&compare=CN").context["comparison"]

    cells = [cell for part in found.parts for row in part.rows for cell in row.cells]
    linked = [(cell.count, cell.href) for cell in cells]
    linked += [(one.result.total, one.href) for one in found.compared]
    linked += [(pair.result.total, pair.href) for pair in found.pairs]
    assert cells[0].href == "/agreements/?country=UZ&sector=energy"
    for count, href in linked:
        assert client.get(href).context["result"].total == count
    pages = [one.page for one in found.compared] + [row.page for row in found.parts[0].rows]
    assert {client.get(page).status_code for page in pages} == {200}


def test_comparison_stands_in_place_of_the_map_and_its_boxes_are_ticked(client, countries):
    response = client.get("/countries/?compare=UZ&compare=CN&sort=-agreements")

    assert (response.context["world"], response.context["ticked"]) == (None, {"UZ", "CN"})
    assert response.context["page_title"] == "Compared: Uzbekistan, China"
    assert response.context["kept_beside"] == [("sort", "-agreements")]
    assert response.context["metadata"].robots == "noindex, nofollow"
    assert response.content.decode().count(" checked>") == 2


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "compare=CN",
            ("“China” alone cannot be compared: choose two or three.", "?", None),
        ),
        (
            "compare=CN&compare=QQ&sort=-name",
            (f"No country has the code “QQ”{CODES}", "?compare=CN&sort=-name", None),
        ),
        (
            "compare=CN&compare=Uzbekistn",
            (
                f"No country has the code “Uzbekistn”{CODES}",
                "?compare=CN",
                "?compare=CN&compare=UZ",
            ),
        ),
        (
            "compare=CN&compare=UZ&compare=NP&compare=KZ",
            (
                "At most three are compared: “Kazakhstan” is one too many.",
                "?compare=CN&compare=UZ&compare=NP",
                None,
            ),
        ),
    ],
    ids=["one", "unknown", "misspelt", "four"],
)
def test_what_cannot_be_compared_is_told_above_the_list(client, countries, query, told):
    CountryFactory(code="KZ", name="Kazakhstan")
    fold_everything()

    response = client.get(f"/countries/?{query}")

    [mistake] = response.context["compare_mistakes"]
    mended = mistake.mended if mistake.meant else None
    assert (mistake.sentence, mistake.without, mended) == told
    assert f"This cannot be compared {told[0]}" in text(response)
    assert "comparison" not in response.context
    assert len(response.context["object_list"]) == 2


def test_capitals_and_former_names_lead_to_the_right_address(client, countries):
    sector = SectorFactory(name="Rail", slug="railways")
    sector.slug = "rail"
    sector.save()

    capitals = client.get("/countries/?compare=cn&compare=UZ")
    former = client.get("/sectors/?compare=railways&compare=energy")

    assert (capitals.status_code, capitals["Location"]) == (
        301,
        "/countries/?compare=CN&compare=UZ",
    )
    assert (former.status_code, former["Location"]) == (
        301,
        "/sectors/?compare=rail&compare=energy",
    )


def test_none_ticked_is_the_list(client, countries):
    response = client.get("/countries/?compare=")

    assert (response.status_code, len(response.context["object_list"])) == (200, 2)
    assert "comparison" not in response.context


def test_comparison_takes_few_queries(client, countries, django_assert_max_num_queries):
    for address in ("/countries/?compare=CN&compare=UZ", "/sectors/?compare=energy&compare=mining"):
        client.get(address)
        with django_assert_max_num_queries(8):
            client.get(address)
