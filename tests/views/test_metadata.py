"""What pages tell of themselves: a title, a sentence, one address, a card."""

import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from agreements.nouns import LISTED
from agreements.views.metadata import CARD, shortened
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    EventFactory,
    InstitutionFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

PLURALS = [noun.plural for noun in LISTED]
pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def test_record_has_a_name_a_sentence_and_one_address(head):
    AgreementFactory(title="A college", summary="Two bodies found a college.")

    found = head("/agreements/AG-0001/?sort=title&sector=none")

    assert found.title == "A college · Coop"
    assert found.links["canonical"] == f"{SITE}/agreements/AG-0001/"
    assert {name: found.named.get(name) for name in ("description", "robots")} == {
        "description": "Two bodies found a college.",
        "robots": None,
    }
    assert {name: text for name, text in found.named.items() if name and "og:" in name} == {
        "og:type": "website",
        "og:site_name": "Coop",
        "og:title": "A college",
        "og:description": "Two bodies found a college.",
        "og:url": f"{SITE}/agreements/AG-0001/",
        "og:image": f"{SITE}/static/agreements/card.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Coop: who agreed what with whom, and how we know",
    }


def test_picture_of_a_link_is_as_large_as_pages_say():
    picture = Path(finders.find(CARD)).read_bytes()

    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 60_000


def test_every_page_tells_another_sentence(head):
    project = ProjectFactory(agreement=AgreementFactory(title="A college"))
    institution = InstitutionFactory()
    records = [project, project.agreement, institution, institution.country, AllianceFactory()]
    records += [EventFactory(), SectorFactory(), SourceFactory()]
    addresses = ["/", "/about/", "/search/", "/coverage/", *(f"/{noun}/" for noun in PLURALS)]
    addresses += [record.get_absolute_url() for record in records]

    found = [head(address) for address in addresses]

    sentences = [page.named["description"] for page in found]
    assert len(set(sentences)) == len(sentences)
    assert [sentence for sentence in sentences if not 20 < len(sentence) <= 160] == []
    assert [page.links["canonical"] for page in found] == [SITE + address for address in addresses]
    assert {page.named.get("robots") for page in found} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Two bodies  found\na college.", "Two bodies found a college."),
        (f"A first sentence of this kind. {'word ' * 40}.", "A first sentence of this kind."),
        (f"第一句话说明这所学院是怎样由两个机构共同建立起来的。{'字' * 200}。", None),
        ("word " * 40, f"{('word ' * 40)[:159]}…"),
    ],
    ids=["empty", "short", "two sentences", "Chinese", "one long sentence"],
)
def test_description_ends_with_a_sentence_where_one_fits(text, expected):
    assert shortened(text) == (text.partition("。")[0] + "。" if expected is None else expected)


def test_long_name_leaves_room_for_the_sentence(head):
    SectorFactory(slug="long", name="n" * 100)

    sentence = head("/sectors/long/").named["description"]

    assert sentence == f"{'n' * 89}…: cooperation agreements of this sector, and who made them."


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "", None),
        ("?page=1&utm_source=news", "", None),
        ("?sector=forestry", "?sector=forestry", None),
        ("?sort=title&page_size=50&sector=forestry", "?sector=forestry", None),
        ("?page=2", "?page=2", None),
        ("?page=2&sort=title", "", None),
        (
            "?sector=forestry&country=UZ",
            "?country=UZ&sector=forestry",
            "noindex, nofollow",
        ),
        ("?q=Agreement", "?q=Agreement", "noindex, nofollow"),
        ("?sector=astrology", None, "noindex, nofollow"),
    ],
)
def test_list_has_one_address_for_its_choice_and_combinations_are_not_kept(
    head, query, canonical, robots
):
    sector = SectorFactory(slug="forestry")
    InstitutionFactory()
    for _each in range(26):
        AgreementFactory().sectors.add(sector)

    found = head(f"/agreements/{query}")

    expected = None if canonical is None else f"{SITE}/agreements/{canonical}"
    assert (found.links.get("canonical"), found.named.get("og:url")) == (expected, expected)
    assert found.named.get("robots") == robots


def test_what_a_search_finds_is_not_kept(head):
    found = head("/search/?q=college&x=1")

    assert (found.links["canonical"], found.named["robots"]) == (
        f"{SITE}/search/?q=college",
        "noindex, nofollow",
    )


def test_error_tells_nothing_of_itself(head):
    found = head("/nothing/")

    assert (found.links.get("canonical"), found.data) == (None, "")
    assert set(found.named) == {None, "viewport"}
