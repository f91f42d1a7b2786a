"""How well values are known, and what pages say of it."""

import html
import re
from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.evidence.values import Evidence
from agreements.models import Agreement, Figure, Institution, Party
from agreements.models.grades import Grade
from tests.factories import (
    CitationFactory,
    FigureFactory,
    PartyFactory,
    SourceFactory,
)
from tests.views.wording import words

pytestmark = pytest.mark.django_db


def voices(value):
    """Return the names of those who state a value."""
    return [publisher.name for publisher in value.supporters]


def page(client, address):
    """Return the words of a page, each run of white space as one space."""
    return " ".join(html.unescape(client.get(address).content.decode()).split())


def test_party_is_known_by_its_own_citations_and_those_of_all_parties():
    ours, theirs = PartyFactory(), PartyFactory()
    agreement = ours.agreement
    Party.objects.filter(pk=theirs.pk).update(agreement=agreement)
    daily, weekly = SourceFactory(publisher__name="Daily"), SourceFactory(publisher__name="Weekly")
    CitationFactory(agreement=agreement, field="parties", party=ours, source=daily)
    CitationFactory(agreement=agreement, field="parties", source=weekly)

    evidence = Evidence(agreement, agreement.citations.with_voices().with_items())

    assert voices(evidence.of("parties", ours)) == ["Daily", "Weekly"]
    assert voices(evidence.of("parties", theirs)) == ["Weekly"]
    assert evidence.of("status").grade == Grade.UNSOURCED


def test_citations_of_an_item_and_of_all_items_keep_their_order():
    party = PartyFactory()
    other = PartyFactory(agreement=party.agreement)
    made = [
        CitationFactory(agreement=party.agreement, field="parties", party=named)
        for named in (None, party, other, None, party)
    ]
    CitationFactory(agreement=party.agreement, field="status")

    evidence = Evidence(party.agreement, party.agreement.citations.with_voices().with_items())

    assert evidence.of("parties").citations == made
    assert evidence.of("parties", party).citations == [made[0], made[1], made[3], made[4]]
    assert evidence.of("parties", party).notes == [made[1], made[4]]
    assert evidence.of_all("parties").citations == [made[0], made[3]]


def test_party_that_tells_of_its_own_agreement_confirms_it(client):
    party = PartyFactory()
    own = SourceFactory(publisher__name="College", publisher__institution=party.institution)
    for source in (own, SourceFactory(publisher__name="Daily")):
        CitationFactory(agreement=party.agreement, field="status", source=source)
    address = party.agreement.get_absolute_url()

    status = client.get(address).context["evidence"].of("status")

    assert [publisher.name for publisher in status.confirmers] == ["College"]
    assert page(client, address).count("Confirmed by a party.") == 1
    assert "Confirmed by a party." not in page(client, own.get_absolute_url())


def test_tally_counts_all_values_by_how_well_they_are_known(client, register):
    context = client.get("/agreements/AG-0003/").context

    assert context["grade"] == Grade.CONCLUDED
    assert context["tally"] == {
        grade: number
        for grade in Grade
        if (number := sum(one.grade == grade for one in values_of(context)))
    }


def values_of(context):
    """Return the evidence of each value that a page of an agreement shows."""
    record, evidence = context["object"], context["evidence"]
    single = ("kind", "status", "signed_on", "stands_for", "event", "sectors")
    items = [("parties", party) for party in record.parties.all()]
    items += [("names", name) for name in record.names.all() if not name.is_translated]
    return [evidence.of(name) for name in single] + [evidence.of(*item) for item in items]


def test_code_that_the_register_assigns_claims_no_publisher(client, register):
    evidence = client.get("/sectors/forestry/").context["evidence"]

    assert evidence.of("isced_code").grade == Grade.UNSOURCED
    assert '0821 <span class="soft">assigned by this register</span>' in page(
        client, "/sectors/forestry/"
    )


def test_disputed_partner_stands_with_its_supporter_and_its_rivals(client, register):
    told = page(client, "/agreements/AG-0001/")

    assert "Stated by 1 publisher. Disputed by 1 publisher." in words(told)
    assert "CRI Online states instead: Tashkent Transportation Vocational College" in words(told)
    assert (
        "Ministry of Higher Education, Science and Innovation of Uzbekistan states something near "
        "it: Toshkent transport texnikumi" in words(told)
    )


def test_agreement_is_disputed_in_its_partner_alone(client, register):
    [value] = client.get("/agreements/AG-0001/").context["disputed_values"]
    assert str(value.item.institution) == "Tashkent State Transport University"
    assert [str(publisher) for publisher in value.disputers] == ["CRI Online"]


def test_disputed_agreement_is_listed_under_disputed(client, register):
    response = client.get("/agreements/?evidence=disputed")

    assert [record.ref for record in response.context["object_list"]] == ["AG-0001"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/events/EV-0001/",
            "China Daily states instead: the weekend of 14 and 15 June 2025",
        ),
        ("/events/EV-0001/", "CRI Online states something near it: 13 cooperation projects"),
        ("/events/EV-0001/", "2 of 13 listed here"),
        ("/alliances/AL-0001/", "1 of 125 listed here (0.8 %)"),
        (
            "/alliances/AL-0001/",
            "Uzbekistan State World Languages University states something near it: "
            "160 (23 Uzbek technical schools, 128 Chinese colleges, 9 companies)",
        ),
        ("/alliances/AL-0001/", "1 of 160 listed here"),
        ("/coverage/", "2 of 13 listed here"),
        ("/coverage/", "Not listed one by one: 11"),
        ("/coverage/", "3 of over 20 listed here"),
        ("/coverage/", "Not listed in this register"),
    ],
)
def test_page_says_what_is_disputed_and_what_is_missing(client, register, address, expected):
    assert expected in words(page(client, address))


def test_thirteen_projects_do_not_corroborate_thirteen_agreements(client, register):
    meters = client.get("/events/EV-0001/").context["meters"]
    evidence = client.get("/events/EV-0001/").context["evidence"]

    [thirteen] = [meter.figure for meter in meters if meter.figure.measure == "agreements"]

    assert evidence.of("figures", thirteen).grade == Grade.SINGLE


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

    byline, *texts = groupby(citation.place_in_source for citation in sayings)
    paragraphs = [int(place.removeprefix("paragraph ")) for place, _same in texts]
    assert byline[0] == "byline"
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
        ("forestry", "between 1 and 11. Described here: 0."),
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
        ("AG-0002", Grade.CONCLUDED),
        ("AG-0003", Grade.CONCLUDED),
        ("AG-0004", Grade.SINGLE),
    ],
)
def test_grades_of_the_agreements_that_the_register_begins_with(register, ref, expected):
    assert Agreement.objects.with_evidence().get(ref=ref).evidence == expected


@pytest.mark.parametrize(
    ("ref", "field", "expected"),
    [
        ("AG-0001", "status", Grade.CORROBORATED),
        ("AG-0001", "sectors", Grade.CORROBORATED),
        ("AG-0001", "signed_on", Grade.SINGLE),
        ("AG-0002", "signed_on", Grade.CONCLUDED),
        ("AG-0002", "status", Grade.SINGLE),
        ("AG-0003", "sectors", Grade.CONCLUDED),
        ("AG-0003", "stands_for", Grade.CONCLUDED),
        ("AG-0003", "status", Grade.SINGLE),
        ("AG-0004", "event", Grade.SINGLE),
        ("AG-0004", "signed_on", Grade.SINGLE),
    ],
)
def test_grades_of_values_of_those_agreements(client, register, ref, field, expected):
    evidence = client.get(f"/agreements/{ref}/").context["evidence"]

    assert evidence.of(field).grade == expected


def test_conference_has_the_day_and_the_host_that_two_publishers_state(client, register):
    context = client.get("/events/EV-0001/").context
    conference, evidence = context["object"], context["evidence"]

    assert (str(conference.first_on), conference.last_on) == ("2025-06-13", None)
    assert voices(evidence.of("first_on")) == ["CRI Online", "Chongqing Daily"]
    assert [str(one) for one in evidence.of("first_on").disputers] == ["China Daily"]
    assert conference.host.name == "Chongqing Vocational Institute of Engineering"
    assert evidence.of("host").grade == Grade.CORROBORATED


def test_head_of_a_record_says_how_well_it_is_known(client, register):
    context = client.get("/events/EV-0001/").context

    assert (context["grade"], len(context["evidence"].sources)) == (Grade.DISPUTED, 3)
    assert "3 sources Last heard of: 19 June 2025" in words(page(client, "/events/EV-0001/"))
