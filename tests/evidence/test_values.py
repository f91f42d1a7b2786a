"""How well values are known, and that Python, SQL and the pages agree on it."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.evidence.values import Evidence
from agreements.models import Agreement, Citation, Figure, Institution, Party
from agreements.models.grades import Grade
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    FigureFactory,
    PartyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def page(client, address):
    """Return the words of a page, each run of white space as one space."""
    return " ".join(html.unescape(client.get(address).content.decode()).split())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    voices=st.lists(
        st.tuples(
            st.sampled_from(["Daily", "Weekly", "Monthly"]), st.sampled_from(Citation.Stance.values)
        ),
        max_size=5,
    )
)
def test_grade_of_a_record_is_the_same_in_sql_and_in_python(voices):
    agreement = AgreementFactory()
    for publisher, stance in voices:
        CitationFactory(
            agreement=agreement,
            field="status",
            stance=stance,
            source=SourceFactory(publisher=publisher),
        )

    in_sql = Agreement.objects.with_evidence().get(pk=agreement.pk).evidence
    citations = agreement.citations.with_voices()

    assert in_sql == Evidence("agreement", citations).record.grade


def test_party_is_known_by_its_own_citations_and_those_of_all_parties():
    ours, theirs = PartyFactory(), PartyFactory()
    agreement = ours.agreement
    Party.objects.filter(pk=theirs.pk).update(agreement=agreement)
    daily, weekly = SourceFactory(publisher="Daily"), SourceFactory(publisher="Weekly")
    CitationFactory(agreement=agreement, field="parties", party=ours, source=daily)
    CitationFactory(agreement=agreement, field="parties", source=weekly)

    evidence = Evidence("agreement", agreement.citations.with_voices().with_items())

    assert evidence.of("parties", ours).supporters == ["Daily", "Weekly"]
    assert evidence.of("parties", theirs).supporters == ["Weekly"]
    assert evidence.of("status").grade == Grade.UNSOURCED


def test_code_that_the_register_assigns_claims_no_publisher(client, register):
    evidence = client.get("/sectors/forestry/").context["evidence"]

    assert evidence.of("isced_code").grade == Grade.UNSOURCED
    assert '0821 <span class="soft">assigned by this register</span>' in page(
        client, "/sectors/forestry/"
    )


def test_disputed_partner_stands_with_its_supporter_and_its_rivals(client, register):
    words = page(client, "/agreements/AG-0001/")

    assert "Disputed: 1 publisher for, 2 against" in words
    assert "CRI Online states instead: Tashkent Transportation Vocational College" in words
    assert (
        "Ministry of Higher Education, Science and Innovation of Uzbekistan states instead: "
        "Toshkent transport texnikumi" in words
    )


def test_disputed_agreement_is_listed_under_disputed(client, register):
    response = client.get("/agreements/?evidence=disputed")

    assert [record.ref for record in response.context["object_list"]] == ["AG-0001"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/events/EV-0001/", "CRI Online states instead: 13 June 2025"),
        ("/events/EV-0001/", "Chongqing Daily states instead: 13 June 2025"),
        ("/events/EV-0001/", "2 of 13 listed here"),
        ("/alliances/AL-0001/", "1 of 125 listed here (0.8 %)"),
        (
            "/alliances/AL-0001/",
            "states instead: 160 (23 Uzbek technical schools, 128 Chinese colleges, 9 companies)",
        ),
        ("/coverage/", "2 of 13 listed here"),
        ("/coverage/", "11 not itemised"),
        ("/coverage/", "3 of at least 21 listed here"),
        ("/coverage/", "Not listed in this register"),
    ],
)
def test_page_says_what_is_disputed_and_what_is_missing(client, register, address, words):
    assert words in page(client, address)


def test_thirteen_agreements_are_corroborated(client, register):
    meters = client.get("/events/EV-0001/").context["meters"]
    evidence = client.get("/events/EV-0001/").context["evidence"]

    [thirteen] = [meter.figure for meter in meters if meter.figure.measure == "agreements"]

    assert evidence.of("figures", thirteen).grade == Grade.CORROBORATED


def test_coverage_of_a_larger_ledger_takes_no_more_queries(client, register):
    def queries():
        client.get("/coverage/")
        with CaptureQueriesContext(connection) as captured:
            rows = len(client.get("/coverage/?page_size=100").context["object_list"])
        return rows, len(captured)

    rows, few = queries()
    for measure in Figure.Measure.values:
        FigureFactory(measure=measure)
    more_rows, many = queries()

    assert (more_rows - rows, many - few) == (len(Figure.Measure), 0)


def test_coverage_follows_what_is_recorded(client, register):
    Agreement.objects.filter(ref="AG-0002").update(stands_for=2)

    assert "1 of 13 listed here" in page(client, "/coverage/")


def test_unnamed_body_keeps_its_citations_when_it_is_named(client, register):
    body = Institution.objects.filter(is_named=False, parties__agreement__ref="AG-0002").get()
    before = set(body.citations.values_list("claim", flat=True))
    assert "Its source mentions this body without naming it." in page(
        client, body.get_absolute_url()
    )

    body.name, body.is_named = "Shayxontohur politexnikumi", True
    body.save()
    words = page(client, body.get_absolute_url())

    assert set(body.citations.values_list("claim", flat=True)) == before
    assert all(claim in words for claim in before)
    assert "without naming it" not in words


def test_source_page_says_everything_in_the_order_of_its_paragraphs(client, register):
    source = client.get("/sources/SO-0001/").context["object"]

    sayings = client.get("/sources/SO-0001/").context["sayings"]

    paragraphs = [int(citation.locator.removeprefix("paragraph ")) for citation in sayings]
    assert paragraphs == sorted(paragraphs)
    assert len(sayings) == source.citations.count()


def test_every_mark_leads_to_a_place_on_its_page(client, register):
    missing = {}
    for address in ("/agreements/AG-0001/", "/events/EV-0001/", "/alliances/AL-0001/"):
        text = client.get(address).content.decode()
        targets = set(re.findall(r'href="#([^"]+)"', text)) - set(re.findall(r'id="([^"]+)"', text))
        if targets:
            missing[address] = targets

    assert missing == {}


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("forestry", "1 to 11 in number, 0 are described here"),
        ("telecommunication", None),
    ],
)
def test_sector_page_counts_what_is_not_described(client, register, slug, words):
    response = client.get(f"/sectors/{slug}/")

    text = page(client, f"/sectors/{slug}/")
    assert (words is None) == (response.context["meter"] is None)
    assert words is None or words in text


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("AG-0001", Grade.DISPUTED),
        ("AG-0002", Grade.CORROBORATED),
        ("AG-0003", Grade.CORROBORATED),
        ("AG-0004", Grade.SINGLE),
    ],
)
def test_grades_of_the_agreements_that_the_register_begins_with(register, ref, expected):
    assert Agreement.objects.with_evidence().get(ref=ref).evidence == expected


def test_head_of_a_record_says_how_well_it_is_known(client, register):
    evidence = client.get("/events/EV-0001/").context["evidence"]

    assert (evidence.record.grade, len(evidence.sources)) == (Grade.DISPUTED, 3)
    assert "3 sources in all" in page(client, "/events/EV-0001/")
