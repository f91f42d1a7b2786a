"""Eight readers come to what they look for in a few clicks, in each language."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from agreements.models import Alliance, Citation, Institution, Proposal, Sector
from agreements.release.making import make_release
from tests.browser.reader import Reader
from tests.browser.reader_paths import HOME, KEEPER, PARTNER, PATHS
from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory
from tests.formats.workbooks import rows_of
from tests.sweeps import some

WEBSITE = "https://power.example"
LANGUAGES = pytest.mark.parametrize("start", some(HOME.values(), "/", "/ru/"))


@pytest.fixture
def reader(page, register):
    return Reader(page)


@pytest.fixture
def arrive(reader):
    """Return what goes a reader's path from a first page, in no more clicks than it may take."""

    def arrive(name, start):
        reader.go(PATHS[name], start)
        assert reader.clicks <= PATHS[name].most <= 4
        return reader

    return arrive


@pytest.fixture
def partner(register):
    """A college in China with two agreements in energy, neither of which the official counts."""
    body = InstitutionFactory(name=PARTNER, country_id="CN", website=WEBSITE)
    for title, day, country in (
        ("Power stations", "2023-05-01", "UZ"),
        ("Wind farms", "2025-05-01", "KZ"),
    ):
        agreement = AgreementFactory(title=title, signed_on=day)
        agreement.sectors.add(Sector.objects.get(slug="energy"))
        PartyFactory(agreement=agreement, institution=body)
        PartyFactory(agreement=agreement, institution__country_id=country)
    return body


@LANGUAGES
def test_journalist_finds_the_thirteen_agreements_and_a_citation(arrive, start):
    page = arrive("journalist", start).page

    expect(page.locator("#figures ~ * .meter").first).to_contain_text("13")
    described = [link.get_attribute("href") for link in page.locator("#rows .record-title a").all()]
    assert [address[-8:-1] for address in described] == ["AG-0004", "AG-0003", "AG-0002", "AG-0001"]
    expect(page.locator("#cite")).to_be_visible()
    expect(page.locator("#cite")).to_contain_text("/events/EV-0001/")


@LANGUAGES
def test_college_finds_a_partner_with_its_pages_and_agreements(arrive, partner, start):
    page = arrive("college", start).page

    expect(page.locator(f"main a[href='{WEBSITE}']").first).to_be_visible()
    expect(page.locator("#rows a:has-text('Power stations')")).to_be_visible()


@LANGUAGES
def test_official_takes_the_counted_agreements_as_a_sheet(arrive, partner, start):
    reader = arrive("official", start)

    [body] = reader.taken
    [_headings, *rows] = rows_of(body, "agreements")
    assert [row[0] for row in rows] == ["AG-0003"]
    expect(reader.page.locator(".list-total")).to_contain_text("11")


@LANGUAGES
def test_researcher_takes_all_statements_with_what_explains_them(
    arrive, settings, tmp_path, register, start
):
    settings.RELEASES = tmp_path
    version = make_release(tmp_path).stem.removeprefix("coop-")

    reader = arrive("researcher", start)

    [body] = reader.taken
    assert len(list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))) == (
        Citation.objects.count()
    )
    expect(reader.page.locator("main a[href$='/data/codebook/']")).to_be_visible()
    expect(reader.page.locator("#citing ~ p").last).to_contain_text(f"/data/releases/{version}/")


@LANGUAGES
def test_secretary_corrects_a_list_of_members(arrive, start):
    arrive("secretary who corrects", start)

    sent = Proposal.objects.values("address", "field", "wrong")
    assert list(sent) == [
        {"address": "AL-0001", "field": "memberships", "wrong": "A member is missing."}
    ]


@LANGUAGES
def test_secretary_follows_a_list_of_members(arrive, witness, start):
    # Chromium asks for it where it shows what is no page.
    witness.pardon("/favicon.ico")

    [feed] = arrive("secretary who follows", start).taken

    ids = re.findall("<id>(.*?)</id>", feed.decode())
    members = Institution.objects.filter(memberships__alliance=Alliance.objects.get())
    assert [re.sub(".*/institutions", "", one) for one in ids[1:]] == [
        f"/{member.ref}/" for member in members
    ]


@LANGUAGES
def test_stranger_is_told_what_it_is_who_keeps_it_and_what_is_missing(arrive, settings, start):
    settings.KEEPER = KEEPER
    page = arrive("stranger", start).page

    expect(page.locator("main table").first).to_contain_text("13")
    page.go_back()
    expect(page.locator(".lead")).to_be_visible()
    expect(page.locator("#keeper ~ p").first).to_contain_text(KEEPER)
