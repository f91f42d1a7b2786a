"""What stands around the rows of a list."""

import pytest

from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sectors", "at_once", "folded"), [(8, 8, 0), (9, 9, 0), (10, 8, 2)], ids=str
)
def test_single_value_is_not_hidden_behind_a_link_as_tall(client, sectors, at_once, folded):
    AgreementFactory().sectors.set(SectorFactory.create_batch(sectors))

    panels = client.get("/agreements/").context["panels"]

    [panel] = [panel for panel in panels if panel.parameter == "sector"]
    assert (len(panel.entries), len(panel.more)) == (at_once, folded)


def test_chosen_value_stands_first_and_its_link_takes_it_away(client):
    for number in range(3):
        agreement = AgreementFactory()
        agreement.sectors.add(SectorFactory.create(slug=f"one-{number}"))
    often = SectorFactory(slug="often")
    for _each in range(2):
        AgreementFactory().sectors.add(often)

    panels = client.get("/agreements/?sector=one-2").context["panels"]

    [panel] = [panel for panel in panels if panel.parameter == "sector"]
    assert [(entry.value.text, entry.is_chosen, entry.href) for entry in panel.entries[:2]] == [
        ("one-2", True, "?"),
        ("often", False, "?sector=one-2&sector=often"),
    ]


def test_links_to_pages_leave_gaps_between_far_ones(client):
    AgreementFactory.create_batch(20)

    pages = client.get("/agreements/?page_size=2&page=6").context["pages"]

    assert [(number, is_current) for number, is_current, _href in pages.links] == [
        *((1, False), (0, False), (4, False), (5, False), (6, True)),
        *((7, False), (8, False), (0, False), (10, False)),
    ]
    assert (pages.first_row, pages.last_row) == (11, 12)
    assert (pages.previous, pages.next) == ("?page_size=2&page=5", "?page_size=2&page=7")
