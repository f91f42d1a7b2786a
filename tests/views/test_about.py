"""The page that says what the register is: its rules, its words, and who keeps it."""

import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape

from agreements.evidence.meanings import MARKS, STANCES
from agreements.models import Change, Citation
from agreements.models.grades import FROM_WEAKEST, Grade
from agreements.nouns import NOUNS
from agreements.templatetags.display import SIGNS
from tests.factories import AgreementFactory, AllianceFactory, FigureFactory
from tests.views.wording import text, words

pytestmark = pytest.mark.django_db

NAMELESS = "Whoever keeps this copy of the register has not said who they are."
TERMS = {
    *("confirmed", "voice", "source", "publisher", "citation", "claim", "key-value"),
    *("stands-for", "in-force", "heard", "known-unknowns", "revision"),
}


def page(client):
    return client.get("/about/").content.decode()


def ids(html):
    return re.findall(r' id="([^"]+)"', html)


def foot(response):
    """Return the HTML of the foot of a page."""
    return response.content.decode().partition('<footer class="site-footer">')[2]


def test_each_mark_and_stance_is_explained_the_best_known_mark_first():
    assert list(MARKS) == list(reversed(FROM_WEAKEST))
    assert set(MARKS) == set(Grade)
    assert set(STANCES) == set(Citation.Stance)


def test_glossary_has_an_address_for_each_term(client):
    found = ids(page(client))

    assert {*Grade.values, *Citation.Stance.values, *TERMS} - set(found) == set()
    assert len(set(found)) == len(found)


def test_links_within_the_page_lead_somewhere(client):
    html = page(client)

    assert set(re.findall(r'href="#([^"]+)"', html)) - set(ids(html)) == set()


def test_numbers_are_those_of_the_register(client, register):
    response = client.get("/about/")

    assert (
        "14 agreements (4 records) 14 institutions 4 bodies that no source names 1 alliance"
        in text(response)
    )
    assert "3 agreements are described. 11 more are only counted by a source." in text(response)
    assert {str(grade): number for grade, _meaning, number in response.context["marks"]} == {
        "corroborated": 0,
        "single": 1,
        "concluded": 2,
        "unsourced": 0,
        "disputed": 1,
    }
    assert 'href="/agreements/?evidence=disputed">1 agreement record bears it<' in re.sub(
        r"\s+", " ", page(client)
    )


def test_register_in_which_all_is_described_counts_nothing_else(client):
    AgreementFactory()

    assert "only counted by a source" not in text(client.get("/about/"))


def test_empty_register_says_so(client):
    Change.objects.all().delete()

    found = text(client.get("/about/"))

    assert "The register holds no agreement yet." in found
    assert "0 numbers that sources state" in found


def test_key_values_are_those_that_decide_the_grade(client):
    found = {noun.model: labels for noun, labels in client.get("/about/").context["key_values"]}

    assert found == {
        noun.model: [noun.label_of(field) for field in noun.model.KEY_FIELDS]
        for noun in NOUNS.values()
        if noun.model.KEY_FIELDS
    }
    assert "Agreements Parties, Signed on, Status, Sectors Institutions" in text(
        client.get("/about/")
    )


def test_example_is_a_number_that_was_not_stated_exactly(client):
    alliance = AllianceFactory(name="Forum <b>")
    FigureFactory(alliance=alliance, measure="students", value=13)
    assert "An example from the register:" not in text(client.get("/about/"))

    FigureFactory(alliance=alliance, measure="students", bound="more_than", value=600)

    assert "An example from the register: Students: more than 600" in text(client.get("/about/"))
    assert escape("Forum <b>") in page(client)


def test_page_says_of_which_revision_it_is(client):
    AgreementFactory()
    newest = Change.objects.revision()
    moment = datetime(2025, 6, 18, 7, 5, tzinfo=UTC)
    Change.objects.filter(pk=newest.number).update(noted_at=moment)

    found = client.get("/about/")

    assert "its last change, made on 18 June 2025 at 07:05 UTC" in text(found)
    assert found.context["revision"][:2] == (newest.number, moment)
    assert 'datetime="2025-06-18 07:05+00:00"' in found.content.decode()


def test_keeper_who_is_not_named_is_told_so(client):
    found = text(client.get("/about/"))

    assert f"{NAMELESS} Read it with that in mind" in found


def test_keeper_is_named_and_can_be_reached(client, settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "Office <of> registers", "register@coop.example"

    response = client.get("/about/")

    assert "is kept by Office <of> registers . For corrections, objections and questions:" in text(
        response
    )
    assert response.content.count(b'href="mailto:register@coop.example"') == 2
    assert b"<of>" not in response.content
    assert NAMELESS not in text(response)


def test_keeper_without_an_address_cannot_be_reached(client, settings):
    settings.KEEPER = "A college"

    response = client.get("/about/")

    assert "They have not said how they can be reached." in text(response)
    assert b"mailto:" not in response.content


def test_who_is_named_reads_how_to_object_and_what_is_kept_of_them(client):
    found = text(client.get("/about/"))

    assert "Use “Something wrong or missing?” on the page that names you" in found
    assert "is deleted 180 days after your proposal was settled." in found
    assert "It is deleted after a day." in found


def test_page_sets_no_cookie(client):
    assert client.get("/about/").cookies == {}


def test_first_page_leads_to_it(client):
    home = client.get("/").content.decode()

    assert '<a href="/about/">What this is, by which rules, and who keeps it</a>' in home


def test_foot_says_who_keeps_the_register_and_on_which_terms(client, settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", "https://coop.example/"
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "Ours", "https://coop.example/terms"

    html = foot(client.get("/sources/"))

    assert words(html).startswith(
        "Each value shows the source that says so; where there is none yet, its page says that "
        "too. Kept by A college , https://coop.example/ . The data may be used under Ours . "
        "About and method Glossary Data to take away"
    )
    assert re.findall(r'href="([^"]+)"', html) == [
        "https://coop.example/",
        "https://coop.example/terms",
        "/about/",
        "/about/#glossary",
        "/data/",
    ]


def test_legend_has_every_mark_and_leads_to_the_glossary():
    html = render_to_string("components/legend.html")

    assert words(html) == (
        f"{SIGNS[Grade.CORROBORATED]} two publishers or more · {SIGNS[Grade.SINGLE]} one · "
        f"{SIGNS[Grade.DISPUTED]} disputed, also where the editors settled it · "
        f"{SIGNS[Grade.CONCLUDED]} concluded by this register "
        f"· {SIGNS[Grade.UNSOURCED]} no source yet · ✓ confirmed by a party What the marks mean"
    )
    assert 'href="/about/#glossary"' in html
