"""Every screen of the admin: it opens, stays quick, and answers whatever is asked."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.admin.base import BoundedPaginator
from agreements.models import Agreement, Institution
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    PersonFactory,
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
    "person": PersonFactory,
    "source": SourceFactory,
    "sector": SectorFactory,
    "place": PlaceFactory,
    "country": CountryFactory,
}


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
    CitationFactory(agreement=agreement, speaker_person=PersonFactory())

    assert queries() == one


def test_save_asks_twice_at_most_for_a_citation_that_stands_as_it_is(admin_client, agreement):
    def queries():
        data = filled_in(admin_client.get(change(agreement))) | {"summary": "Another"}
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.post(change(agreement), data).status_code == 302
        return len(captured)

    queries()
    one = queries()
    party = agreement.parties.first()
    for _each in range(10):
        CitationFactory(agreement=agreement, field="parties", party=party)

    assert queries() - one <= 20


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
        ("citation", "speaker_person", PersonFactory),
        ("source", "written_by", PersonFactory),
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


def test_list_of_agreements_says_how_well_each_is_known(admin_client, register):
    page = admin_client.get("/admin/agreements/agreement/").content.decode()

    assert (
        page.count("Disputed")
        == Agreement.objects.with_evidence().filter(evidence="disputed").count()
    )


@pytest.mark.parametrize("query", ["?q=%00", "?p=-1", "?p=x", "?kind=%00", "?o=99", "?e=1"])
def test_hostile_address_of_a_list_is_answered(admin_client, query):
    response = admin_client.get(f"/admin/agreements/agreement/{query}", follow=True)

    assert response.status_code == 200


def test_institution_with_agreements_is_not_deleted(admin_client, agreement):
    institution = agreement.parties.first().institution
    address = f"/admin/agreements/institution/{institution.pk}/delete/"

    page = problems(admin_client.get(address))
    admin_client.post(address, {"post": "yes", "why": "A slip"})

    assert "cannot be deleted while this hangs on it" in page
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
