"""Every fact of the article, cited with its paragraph and readable on a page.

The first column is the fact's number. A fact that several pages have to show stands in several
rows, so that the number repeats.
"""

from html import unescape

import pytest
from django.conf import settings
from django.core.management import call_command

from agreements.models import Citation

AGREEMENT_1, AGREEMENT_2, AGREEMENT_3 = (f"/agreements/AG-000{n}/" for n in (1, 2, 3))
CONFERENCE, VISIT = "/events/EV-0001/", "/events/EV-0002/"
ALLIANCE = "/alliances/AL-0001/"
CHINA, UZBEKISTAN = "/countries/CN/", "/countries/UZ/"
CONFERENCE_NAME = "China-Uzbekistan Vocational Education Cooperation Conference"

FACTS = [
    ("F01", 1, CHINA, "do more and more together in vocational education"),
    ("F01", 1, UZBEKISTAN, "do more and more together in vocational education"),
    ("F02", 2, CONFERENCE, "Puts the number of agreements signed there at thirteen."),
    ("F02", 2, AGREEMENT_3, "the other eleven stand here as one record"),
    ("F02", 2, AGREEMENT_3, "Chinese enterprises, not named"),
    ("F03", 2, CONFERENCE, CONFERENCE_NAME),
    ("F03", 2, CONFERENCE, '<time datetime="2025-06-14">'),
    ("F03", 2, CONFERENCE, '<time datetime="2025-06-15">'),
    ("F03", 2, CONFERENCE, "Held in Chongqing."),
    ("F04", 3, "/sectors/public-health/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/new-energy-vehicles/", "The list writes “NEVs”"),
    ("F04", 3, "/sectors/telecommunication/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/construction/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/machine-manufacturing/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/forestry/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/energy/", "the eight fields that the agreements serve"),
    ("F04", 3, "/sectors/finance/", "the eight fields that the agreements serve"),
    ("F05", 4, AGREEMENT_1, "Chongqing Vocational Institute of Engineering"),
    ("F05", 4, AGREEMENT_1, "ZTE is the other Chinese builder."),
    ("F05", 4, AGREEMENT_1, "Tashkent State Transport University"),
    ("F05", 4, "/projects/PR-0001/", "Sino-Uzbek telecommunication college"),
    ("F05", 4, "/projects/PR-0001/", "Locates it in the capital."),
    ("F05", 4, "/institutions/IN-0002/", "Calls it a very large technology firm."),
    ("F06", 4, AGREEMENT_2, "Anhui Water Conservancy Technical College"),
    ("F06", 4, AGREEMENT_2, "BYD's plant in Uzbekistan"),
    ("F06", 4, AGREEMENT_2, "A local college in Uzbekistan"),
    ("F06", 4, "/projects/PR-0002/", "Sino-Uzbek NEV industry college"),
    ("F06", 4, "/institutions/IN-0005/", "the firm leads its trade in China"),
    ("F07", 5, VISIT, "Names the college that received the visitors."),
    ("F07", 5, VISIT, '<time datetime="2025-06-14">'),
    ("F07", 5, VISIT, "Changshou"),
    ("F07", 5, VISIT, "Tells of the visit in the midst of the conference"),
    ("F08", 5, "/institutions/IN-0011/", "Has made friends with cities of Uzbekistan"),
    ("F09", 6, CONFERENCE, "a country's modernisation rests on it"),
    ("F09", 6, CONFERENCE, "Xi Ru"),
    ("F10", 7, CONFERENCE, "Xi Ru finds the two sides complementary"),
    ("F11", 8, CONFERENCE, "reforming vocational education on a large scale"),
    ("F11", 8, CONFERENCE, "Otabek Makhkamov"),
    ("F12", 8, UZBEKISTAN, "puts the schools built so far at over six hundred"),
    ("F13", 8, CONFERENCE, "programmes from abroad, closer ties with industry"),
    ("F14", 9, CONFERENCE, "he names BYD, Huawei and ZTE"),
    ("F14", 9, "/institutions/IN-0018/", "with BYD and ZTE, among the large firms"),
    ("F15", 10, ALLIANCE, "September 2024"),
    ("F15", 10, ALLIANCE, "Chongqing Municipal Education Commission"),
    ("F16", 10, ALLIANCE, "124 further institutions of the two countries were founders"),
    ("F16", 10, ALLIANCE, "Chongqing Vocational Institute of Engineering"),
    ("F17", 11, ALLIANCE, "that both sides train technical talent jointly"),
    ("F18", 11, "/projects/PR-0003/", "meant to win over large Chinese companies"),
    ("F18", 11, "/projects/PR-0003/", "The alliance started it."),
    ("F19", 12, CHINA, "a regional community of vocational training"),
    ("F20", 13, ALLIANCE, "helping more than twenty cooperation projects along"),
    ("F20", 13, ALLIANCE, "Yi Jun"),
    ("F21", 13, ALLIANCE, "thirty courses in which teachers were trained"),
    ("F22", 13, ALLIANCE, "eight projects of practical training"),
    ("F23", 13, ALLIANCE, "technical standards and resources are being made and shared"),
]
IDENTIFIERS = {
    "agreements": "agreement__ref",
    "institutions": "institution__ref",
    "alliances": "alliance__ref",
    "events": "event__ref",
    "projects": "project__ref",
    "sectors": "sector__slug",
    "countries": "country__code",
}


@pytest.fixture
def article(db):
    for name in ("countries", "article"):
        call_command("loaddata", str(settings.BASE_DIR / f"fixtures/{name}.json"), verbosity=0)


def test_table_holds_every_fact():
    assert sorted({fact for fact, *_ in FACTS}) == [f"F{number:02}" for number in range(1, 24)]


def test_every_fact_is_cited_with_its_paragraph(article):
    uncited = []
    for fact, paragraph, address, _ in FACTS:
        plural, identifier = address.strip("/").split("/")
        about = {IDENTIFIERS[plural]: identifier}
        place = {"locator_unit": "paragraph", "locator": paragraph}
        cited = Citation.objects.filter(**place, stance="supports")
        if not cited.filter(**about).exists():
            uncited.append((fact, address))

    assert uncited == []


def test_every_fact_is_readable_on_its_page(article, client):
    pages = {address: client.get(address).content.decode() for _, _, address, _ in FACTS}

    unread = [
        (fact, address, text)
        for fact, _, address, text in FACTS
        if text not in unescape(pages[address])
    ]

    assert unread == []
