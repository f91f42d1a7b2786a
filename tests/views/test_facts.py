"""The facts of a record, one row each, as its noun declares them."""

from datetime import date

import pytest

from agreements.evidence.values import Evidence
from agreements.models.grades import Grade
from agreements.views.facts import facts
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def shown(record):
    """Return {field: (value as text, template)} of the facts of a record."""
    return {
        fact.field: (str(fact.value), fact.template.rpartition("/")[2]) for fact in facts(record)
    }


def test_each_kind_of_value_is_drawn_by_a_template_of_its_own():
    event = EventFactory(name="Fair", kind="visit", first_on=date(2025, 6, 1), precision="month")
    event.place = PlaceFactory(name="Osh")

    assert shown(event) == {
        "kind": ("Visit", "text.html"),
        "place": ("Osh", "place.html"),
        "first_on": ("June 2025", "day.html"),
        "host": ("None", "link.html"),
    }


def test_optional_facts_are_told_where_they_are_known():
    whole = EventFactory(first_on=date(2025, 6, 14), last_on=date(2025, 6, 15))
    whole.part_of = EventFactory(name="Week")
    same_day = EventFactory(first_on=date(2025, 6, 14), last_on=date(2025, 6, 14))
    college = InstitutionFactory(website="https://college.example/")

    assert {"part_of", "last_on"} <= shown(whole).keys()
    assert shown(same_day).keys() & {"part_of", "last_on"} == set()
    assert shown(college)["website"] == ("https://college.example/", "address.html")
    assert shown(InstitutionFactory()).keys() & {"website", "parent"} == set()


def test_term_is_told_where_any_of_it_is_known():
    known = {"starts_on": date(2024, 5, 1), "starts_precision": "month"}
    terms = ({}, known, {"ends_on": date(2027, 1, 1)}, {"is_open_ended": True})

    told = [shown(AgreementFactory(**term)) for term in terms]

    assert told[0].keys() & {"starts_on", "ends_on"} == set()
    assert [facts["starts_on"] for facts in told[1:]] == [
        ("May 2024", "day.html"),
        *[("", "day.html")] * 2,
    ]
    assert [facts["ends_on"][1] for facts in told[1:]] == ["_term_end.html"] * 3


def test_several_values_are_a_list_and_what_is_told_elsewhere_is_no_fact():
    agreement = AgreementFactory()
    sector = SectorFactory()
    agreement.sectors.add(sector)

    [found] = [fact for fact in facts(agreement) if fact.field == "sectors"]

    assert (found.value, found.template) == ([sector], "components/values/links.html")
    assert found.note == "agreements/_sectors_served.html"
    assert shown(agreement).keys() & {"title", "summary", "parties", "alliances"} == set()
    alliance = AllianceFactory()
    agreement.alliances.add(alliance)
    assert shown(agreement)["alliances"] == (str([alliance]), "links.html")


def test_value_that_the_register_assigns_needs_no_source():
    sector = SectorFactory(isced_code="0821", source_wording="Woods")

    found = {fact.field: fact.evidence for fact in facts(sector, Evidence(sector, []))}

    assert (found["isced_code"], found["source_wording"].grade) == (None, Grade.UNSOURCED)


def test_value_that_nobody_knows_is_told_where_a_source_speaks_of_it():
    event = EventFactory()
    citation = CitationFactory(agreement=None, event=event, field="host", stance="bears")

    found = {fact.field: fact.is_told for fact in facts(event, Evidence(event, [citation]))}

    assert (found["host"], found["place"]) == (True, False)


def test_facts_stand_in_the_order_of_the_fields():
    source = SourceFactory(
        kind="news", author="A. Writer", url="https://news.example/", read_on=date(2025, 6, 19)
    )

    assert [fact.field for fact in facts(source)] == [
        *("kind", "publisher", "author"),
        *("published_on", "language", "url", "read_on"),
    ]


def test_one_agreement_is_not_worth_a_row_unless_a_source_counts_it():
    agreement = AgreementFactory()
    counted = CitationFactory(agreement=agreement, field="stands_for")

    untold, told = (
        [fact.field for fact in facts(agreement, Evidence(agreement, citations))]
        for citations in ([], [counted])
    )

    assert ("stands_for" in untold, "stands_for" in told) == (False, True)
    assert "stands_for" in [fact.field for fact in facts(AgreementFactory(stands_for=2))]
