"""Names, figures and citations, entered on the page of the record that they speak about."""

import pytest
from django.contrib import admin

from agreements.admin.citations import FigureInline, inlines_about
from agreements.models import Agreement, Citation, Figure, Name, Translation
from agreements.models.citation import citable_fields
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    AllianceFactory,
    CitationFactory,
    FigureFactory,
    MembershipFactory,
    PartyFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def fields_of_citation(admin_client, record):
    """Return the fields of the first form for a citation on a record's editing screen."""
    shown = admin_client.get(change(record)).context["inline_admin_formsets"]
    [formset] = [inline.formset for inline in shown if inline.formset.model is Citation]
    return formset.forms[0].fields


@pytest.mark.parametrize(
    ("noun", "models"),
    [("agreement", [Name, Translation, Figure, Citation]), ("place", [Name, Citation])],
    ids=["with figures", "without figures"],
)
def test_noun_is_given_what_can_be_said_of_it(noun, models):
    inlines = inlines_about(noun)

    assert [(inline.model, inline.fk_name) for inline in inlines] == [
        (model, noun) for model in models
    ]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("members", "1 of 13"), ("students", "-")],
    ids=["listed", "not listed by the register"],
)
def test_figure_says_how_much_of_it_is_listed(measure, expected):
    alliance = MembershipFactory().alliance
    saved = FigureFactory(alliance=alliance, measure=measure)
    typed = FigureFactory.build(alliance=alliance, measure=measure)
    inline = FigureInline(type(alliance), admin.site)

    assert (inline.listed(saved), inline.listed(typed)) == (expected, "-")


def test_citation_names_one_of_the_parties_of_its_own_agreement(admin_client, agreement):
    PartyFactory()

    choices = fields_of_citation(admin_client, agreement)["party"].choices

    assert list(choices) == [
        ("", "All of them"),
        *((party.pk, str(party)) for party in agreement.parties.all()),
    ]


def test_citation_bears_on_a_field_of_its_record_or_on_none(admin_client):
    alliance = AllianceFactory()
    CitationFactory(agreement=None, alliance=alliance)

    choices = fields_of_citation(admin_client, alliance)["field"].choices

    assert [field for field, _label in choices] == ["", *citable_fields("alliance")]


def test_citation_of_a_new_record_can_name_no_party_yet(rf):
    [*_others, citations] = inlines_about("agreement")
    inline = citations(Agreement, admin.site)

    new, saved = (
        inline.get_fieldsets(rf.get("/"), record)[0][1]["fields"] for record in (None, Agreement())
    )

    assert new == ["source", ("locator_unit", "locator"), "claim", "field"]
    assert saved == [*new, "party", "link", "name", "figure"]


@pytest.mark.parametrize(
    ("has_person", "expected"),
    [(True, (302, "Rector")), (False, (200, ""))],
    ids=["a person", "nobody"],
)
def test_post_needs_a_text_or_a_person(admin_client, agreement, has_person, expected):
    citation = agreement.citations.get()
    data = filled_in(admin_client.get(change(agreement)))
    data["citations-0-speaker_position"] = "Rector"
    data["citations-0-speaker_person"] = PersonFactory().pk if has_person else ""

    response = admin_client.post(change(agreement), data)

    citation.refresh_from_db()
    assert (response.status_code, citation.speaker_position) == expected
    assert ("Say who the speaker is." in response.content.decode()) is not has_person


def test_citation_lets_go_of_a_party_that_is_deleted_with_the_same_form(admin_client, agreement):
    party = PartyFactory(agreement=agreement)
    citation = CitationFactory(agreement=agreement, field="parties", party=party)
    data = filled_in(admin_client.get(change(agreement)))
    data["parties-2-DELETE"] = "on"
    data["citations-1-claim"] = "Edited as well."

    response = admin_client.post(change(agreement), data)

    citation.refresh_from_db()
    assert (response.status_code, agreement.parties.count()) == (302, 2)
    assert (citation.claim, citation.party) == ("Edited as well.", None)


@pytest.mark.parametrize(
    ("unit", "locator", "sentence"),
    [
        ("paragraph", "", "Give the number of the unit, beginning with a digit"),
        ("paragraph", "last", "Give the number of the unit, beginning with a digit"),
        ("title", "4", "A source has one title: leave its number empty."),
        ("heading", "", "Give the words of the heading."),
        ("chapter", "4", "Select a valid choice. chapter is not one of the available choices."),
    ],
)
def test_place_in_a_source_that_cannot_be_is_refused_with_a_sentence(
    admin_client, agreement, unit, locator, sentence
):
    data = filled_in(admin_client.get(change(agreement)))
    data |= {"citations-0-locator_unit": unit, "citations-0-locator": locator}

    response = admin_client.post(change(agreement), data)

    assert (response.status_code, sentence in problems(response)) == (200, True)
    assert agreement.citations.get().place_in_source == ""
