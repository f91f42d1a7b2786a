"""Editing the register: every screen, what it saves, and what it refuses."""

import html
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.admin.base import BoundedPaginator
from agreements.models import Agreement, Citation, Institution, Party
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "agreement": AgreementFactory,
    "institution": InstitutionFactory,
    "alliance": AllianceFactory,
    "event": EventFactory,
    "project": ProjectFactory,
    "source": SourceFactory,
    "sector": SectorFactory,
    "place": PlaceFactory,
    "country": CountryFactory,
}
ADD = "/admin/agreements/agreement/add/"


def change(record):
    """Return the address of the record's editing screen."""
    return f"/admin/agreements/{record._meta.model_name}/{record.pk}/change/"


def filled_in(response):
    """Return what a browser would send if the form were saved as it stands."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for name in form.fields:
            data[form.add_prefix(name)] = form[name].value()
    return {name: value for name, value in data.items() if value is not None and value is not False}


def problems(response):
    """Return the words of a page that refuses what was sent."""
    return html.unescape(response.content.decode())


@pytest.fixture
def new_agreement(admin_client):
    """A filled-in form for a new agreement of two parties with one citation."""
    data = filled_in(admin_client.get(ADD))
    data["title"] = "A college in Tashkent"
    data["parties-0-institution"] = InstitutionFactory().pk
    data["parties-1-institution"] = InstitutionFactory().pk
    data["citations-0-source"] = SourceFactory().pk
    data["citations-0-claim"] = "Tells of it."
    return data


@pytest.fixture
def agreement():
    """An agreement of two parties with one citation."""
    agreement = AgreementFactory(title="A college")
    PartyFactory(agreement=agreement)
    PartyFactory(agreement=agreement)
    CitationFactory(agreement=agreement)
    return agreement


@pytest.mark.parametrize("noun", FACTORIES)
def test_each_noun_has_a_list_and_forms(admin_client, noun):
    record = FACTORIES[noun]()

    statuses = [
        admin_client.get(address).status_code
        for address in (
            f"/admin/agreements/{noun}/",
            f"/admin/agreements/{noun}/add/",
            change(record),
            f"/admin/agreements/{noun}/?q={quote(str(record))}",
        )
    ]

    assert statuses == [200, 200, 200, 200]


@pytest.mark.parametrize("noun", FACTORIES)
def test_list_takes_as_many_queries_for_one_row_as_for_three(admin_client, noun):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(f"/admin/agreements/{noun}/")
        return len(captured)

    codes = iter(["UZ", "CN", "KZ"])
    make = FACTORIES[noun] if noun != "country" else lambda: CountryFactory(code=next(codes))
    make()
    one = queries()
    make()
    make()

    assert queries() == one


def test_form_takes_as_many_queries_for_one_citation_as_for_three(admin_client, agreement):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(change(agreement))
        return len(captured)

    one = queries()
    CitationFactory(agreement=agreement)
    CitationFactory(agreement=agreement, speaker="S", speaker_institution=InstitutionFactory())

    assert queries() == one


@pytest.mark.parametrize("noun", FACTORIES)
def test_every_relation_is_searched_for_and_never_listed(noun):
    screens = admin.site._registry
    [screen] = [screen for model, screen in screens.items() if model._meta.model_name == noun]
    places = [(screen.model, screen.autocomplete_fields)]
    places += [(inline.model, inline.autocomplete_fields) for inline in screen.inlines]
    shown_apart = {"party", "membership", "name", "figure", noun}

    listed = [
        field.name
        for model, searched in places
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
        and field.name not in searched
        and field.name not in shown_apart
        and not getattr(field.remote_field, "through", None)
        and model is screen.model
    ]

    assert listed == []


@pytest.mark.parametrize(
    ("noun", "field", "record"),
    [
        ("party", "institution", InstitutionFactory),
        ("agreement", "event", EventFactory),
        ("agreement", "sectors", SectorFactory),
        ("citation", "source", SourceFactory),
        ("project", "alliance", AllianceFactory),
        ("institution", "place", PlaceFactory),
    ],
)
def test_search_as_one_types_finds_the_record(admin_client, noun, field, record):
    found = record()

    answer = admin_client.get(
        "/admin/autocomplete/",
        {"app_label": "agreements", "model_name": noun, "field_name": field, "term": str(found)},
    ).json()

    assert [result["id"] for result in answer["results"]] == [str(found.pk)]


def test_new_agreement_is_saved_with_its_parties_and_citation(admin_client, new_agreement):
    response = admin_client.post(ADD, new_agreement)

    agreement = Agreement.objects.get()
    assert response.status_code == 302
    assert (agreement.ref, agreement.parties.count(), agreement.citations.count()) == (
        "AG-0001",
        2,
        1,
    )


def test_new_agreement_without_a_citation_is_refused(admin_client, new_agreement):
    new_agreement["citations-0-source"] = new_agreement["citations-0-claim"] = ""

    response = admin_client.post(ADD, new_agreement)

    assert "An agreement needs at least one citation" in problems(response)
    assert "A college in Tashkent" in problems(response)
    assert Agreement.objects.count() == 0


def test_agreement_with_one_party_is_refused(admin_client, new_agreement):
    new_agreement["parties-1-institution"] = ""

    response = admin_client.post(ADD, new_agreement)

    assert "An agreement needs at least two parties." in problems(response)
    assert (Agreement.objects.count(), Party.objects.count()) == (0, 0)


def test_citation_of_a_field_that_the_record_does_not_have_is_refused(admin_client, new_agreement):
    new_agreement["citations-0-field"] = "colour"

    response = admin_client.post(ADD, new_agreement)

    assert "colour is not one of the available choices" in problems(response)
    assert Agreement.objects.count() == 0


def test_citation_of_a_party_to_another_agreement_is_refused(admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement)))
    data["citations-0-field"] = "parties"
    data["citations-0-party"] = PartyFactory().pk

    response = admin_client.post(change(agreement), data)

    assert "A citation can name only what belongs to this very record." in problems(response)
    assert Citation.objects.get(agreement=agreement).party is None


def test_dispute_is_settled_in_one_form(admin_client, agreement):
    party = agreement.parties.last()
    losing = CitationFactory(
        agreement=agreement,
        field="parties",
        party=party,
        stance=Citation.Stance.DISPUTES,
        stated_value="Winner",
    )
    winner = InstitutionFactory(name="Winner")
    data = filled_in(admin_client.get(change(agreement)))
    data["parties-1-institution"] = winner.pk
    data["citations-1-stance"], data["citations-1-stated_value"] = "supports", ""

    response = admin_client.post(change(agreement), data)

    party.refresh_from_db()
    losing.refresh_from_db()
    assert response.status_code == 302
    assert (party.institution, losing.party, losing.stance) == (winner, party, "supports")


def test_edit_shows_on_the_page(client, admin_client, agreement):
    data = filled_in(admin_client.get(change(agreement)))
    data["title"] = "Two colleges"

    admin_client.post(change(agreement), data)

    assert "Two colleges" in client.get(agreement.get_absolute_url()).content.decode()


def test_removing_a_dispute_changes_page_list_and_coverage(client, admin_client, register):
    agreement = Agreement.objects.get(ref="AG-0001")
    disputes = agreement.citations.filter(stance="disputes").values_list("pk", flat=True)
    data = filled_in(admin_client.get(change(agreement)))
    for name, value in list(data.items()):
        if name.startswith("citations-") and name.endswith("-id") and value in disputes:
            data[name.removesuffix("id") + "DELETE"] = "on"
    figure_form = change(agreement.event)
    event_data = filled_in(admin_client.get(figure_form))
    for name, value in list(event_data.items()):
        if name.endswith("-id") and name.startswith("citations-"):
            citation = Citation.objects.filter(pk=value, field="figures").first()
            if citation and citation.figure.measure == "agreements":
                event_data[name.removesuffix("id") + "DELETE"] = "on"

    answers = [
        admin_client.post(change(agreement), data).status_code,
        admin_client.post(figure_form, event_data).status_code,
    ]

    page = client.get(agreement.get_absolute_url()).content.decode()
    ledger = client.get("/coverage/").context["meters"]
    assert answers == [302, 302]
    assert ("mark-disputed" in page, "Toshkent transport texnikumi" in page) == (False, False)
    assert list(client.get("/agreements/?evidence=disputed").context["object_list"]) == []
    assert [
        meter.evidence.supporters for meter in ledger if meter.figure.measure == "agreements"
    ] == [[]]


def test_list_of_agreements_says_how_well_each_is_known(admin_client, register):
    page = admin_client.get("/admin/agreements/agreement/").content.decode()

    assert (
        page.count("Disputed")
        == Agreement.objects.with_evidence().filter(evidence="disputed").count()
    )


@pytest.mark.parametrize("text", ["a\0b", "\udfff", "x" * 5000], ids=["nul", "surrogate", "long"])
def test_text_that_cannot_be_kept_is_refused_with_a_sentence(admin_client, agreement, text):
    data = filled_in(admin_client.get(change(agreement)))
    data["title"] = text
    body = urlencode(data, doseq=True, errors="surrogatepass")

    response = admin_client.post(
        change(agreement), body, content_type="application/x-www-form-urlencoded"
    )

    assert (response.status_code, "errornote" in problems(response)) == (200, True)
    assert Agreement.objects.get(pk=agreement.pk).title == "A college"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stands_for", "1" + 30 * "0"),
        ("stands_for", "0"),
        ("signed_on", "0000-00-00"),
        ("event", "1" + 30 * "0"),
        ("event", "a\0"),
        ("kind", "nonsense"),
    ],
)
def test_value_that_cannot_be_is_refused_with_a_sentence(admin_client, agreement, field, value):
    data = filled_in(admin_client.get(change(agreement))) | {field: value}

    response = admin_client.post(change(agreement), data)

    assert (response.status_code, "errornote" in problems(response)) == (200, True)


@pytest.mark.parametrize("query", ["?q=%00", "?p=-1", "?p=x", "?kind=%00", "?o=99", "?e=1"])
def test_hostile_address_of_a_list_is_answered(admin_client, query):
    response = admin_client.get(f"/admin/agreements/agreement/{query}", follow=True)

    assert response.status_code == 200


def test_institution_with_agreements_is_not_deleted(admin_client, agreement):
    institution = agreement.parties.first().institution
    address = f"/admin/agreements/institution/{institution.pk}/delete/"

    page = problems(admin_client.get(address))
    admin_client.post(address, {"post": "yes"})

    assert "would require deleting the following protected related objects" in page
    assert Institution.objects.filter(pk=institution.pk).exists() is True


def test_view_on_site_leads_to_the_public_page(admin_client, agreement):
    page = admin_client.get(change(agreement)).content.decode()

    assert f'href="{agreement.get_absolute_url()}"' in page


def test_paginator_looks_no_farther_than_its_limit(monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "LIMIT", 2)
    AgreementFactory.create_batch(4)

    paginator = BoundedPaginator(Agreement.objects.all(), 50)

    assert (paginator.count, paginator.has_more) == (3, True)


def test_editing_needs_an_editor(client):
    response = client.get("/admin/agreements/agreement/")

    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/admin/login/?next=/admin/agreements/agreement/",
    )
