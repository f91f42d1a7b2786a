"""The form by which readers propose something: where it is, and what becomes of what they send."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from agreements.models import Edit, Proposal
from agreements.nouns import LISTED
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    FigureFactory,
    SectorFactory,
)
from tests.views.connected import hub, tie
from tests.views.corrections import CONFIRMED, WRONG, page, send, token

pytestmark = pytest.mark.django_db


def test_what_a_reader_sends_waits_for_the_editors_and_changes_nothing(client):
    agreement = AgreementFactory(signed_on="2025-06-13")

    response = send(
        client,
        agreement,
        field="signed_on",
        right="14 June 2025",
        source_url="news.example/1",
        contact="+998 71 200 00 00",
    )

    kept = Proposal.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        303,
        "/agreements/AG-0001/correct/sent/",
    )
    assert (kept.noun, kept.address, kept.field, kept.value) == (
        "agreement",
        "AG-0001",
        "signed_on",
        "13 June 2025",
    )
    assert (kept.kind, kept.wrong, kept.right) == ("correction", WRONG["wrong"], "14 June 2025")
    assert (kept.source_url, kept.contact) == ("https://news.example/1", "+998 71 200 00 00")
    assert (kept.state, kept.edit, Edit.objects.count()) == ("open", None, 0)
    assert str(AgreementFactory._meta.model.objects.get().signed_on) == "2025-06-13"


def test_party_confirms_by_the_same_form(client):
    send(client, AgreementFactory(), **CONFIRMED)

    assert Proposal.objects.get().kind == "confirmation"


def test_sector_is_nobodys_to_confirm(client):
    sector = SectorFactory()

    response = send(client, sector, kind="confirmation")

    assert "kind" not in client.get(sector.get_correction_url()).context["form"].fields
    assert (response.status_code, Proposal.objects.get().kind) == (303, "correction")


@pytest.mark.parametrize("noun", [noun.name for noun in LISTED])
def test_every_record_has_a_form_to_which_its_page_leads(client, noun):
    records = hub()
    tie(records, 0)
    record = records[noun]

    shown = page(client.get(record.get_absolute_url()))
    links = re.findall(r'href="([^"]+/correct/[^"]*)" rel="nofollow"', shown)

    assert links[0] == record.get_correction_url()
    assert len(set(links)) == len(links)
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_each_value_has_a_link_of_its_own_name(client, register):
    shown = page(client.get("/agreements/AG-0001/"))

    names = re.findall(r">(Something wrong with [^<]+)</span>", shown)
    assert "Something wrong with Signed on?" in names
    assert "Something wrong with Parties: ZTE (Enterprise partner)?" in names
    assert len(names) == len(set(names)) > 8


def test_value_among_several_is_shown_and_kept_as_it_was_called(client):
    figure = FigureFactory(alliance=AllianceFactory(), measure="students", value=13)
    name = f"figures-{figure.pk}"

    form = client.get(f"/alliances/AL-0001/correct/?field={name}")
    response = send(client, figure.alliance, query=f"?field={name}", field=name)

    kept = Proposal.objects.get()
    assert form.context["target"].item == figure
    assert response.status_code == 303
    assert (kept.field, kept.item, kept.value) == ("figures", figure.pk, "13")


@pytest.mark.parametrize(
    "field", ["atlantis", "parties-0", "parties-9", "parties-%D9%A1", "title-1", "%00", "-1", "pk"]
)
def test_form_for_a_value_that_is_none_is_not_found(client, field):
    AgreementFactory()

    response = client.get(f"/agreements/AG-0001/correct/?field={field}")

    assert response.status_code == 404
    assert "This record has no value called" in page(response)


def test_form_sets_no_cookie_is_not_kept_and_not_indexed(client):
    response = client.get(AgreementFactory().get_correction_url())

    shown = page(response)
    assert response.cookies == {}
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert '<meta name="robots" content="noindex, nofollow">' in shown
    assert "<script" not in shown


def test_form_needs_no_cookie_of_a_login():
    strict = Client(enforce_csrf_checks=True)

    assert send(strict, AgreementFactory()).status_code == 303


def test_form_answers_to_head_and_to_nothing_else_than_get_and_post(client):
    address = AgreementFactory().get_correction_url()

    statuses = {
        method: getattr(client, method)(address).status_code
        for method in ("head", "put", "delete", "patch")
    }

    assert statuses == {"head": 200, "put": 405, "delete": 405, "patch": 405}


@pytest.mark.parametrize(
    "address", ["/agreements/AG-0001/", "/agreements/AG-0001/correct/sent/", "/"]
)
def test_other_pages_take_nothing(client, address):
    AgreementFactory()

    assert client.post(address, WRONG).status_code == 405


def test_page_that_thanks_says_what_happens_next(client):
    response = client.get(AgreementFactory().get_correction_url() + "sent/")

    shown = " ".join(page(response).split())
    assert "Thank you: the editors have your proposal" in shown
    assert "It is deleted 180 days after the proposal was settled." in shown


def test_address_in_other_letters_leads_to_the_form_with_its_value(client):
    AgreementFactory()

    shown = client.get("/agreements/ag-1/correct/?field=signed_on")
    sent = client.post("/agreements/ag-0001/correct/?field=signed_on", WRONG)

    form = "/agreements/AG-0001/correct/?field=signed_on"
    assert (shown.status_code, sent.status_code, sent.headers["Location"]) == (404, 308, form)
    assert client.get("/agreements/ag-0001/correct/?field=signed_on").headers["Location"] == form


def test_record_that_was_deleted_meanwhile_gives_back_what_was_typed(client):
    agreement = AgreementFactory()
    data = {**WRONG, "token": token(agreement), "contact": "+998 71"}
    agreement.delete()

    response = client.post("/agreements/AG-0001/correct/", data)

    assert response.status_code == 410
    assert "<li><bdi>Another day is meant.</bdi></li><li><bdi>+998 71</bdi></li>" in page(response)


def test_record_that_never_was_has_no_form(client):
    assert client.get("/agreements/AG-0009/correct/").status_code == 404
    assert client.post("/agreements/AG-0009/correct/", WRONG).status_code == 404


def test_record_of_an_earlier_day_leads_to_no_form(client):
    agreement = AgreementFactory()
    CitationFactory(agreement=agreement, field="title")

    shown = page(client.get(f"/agreements/AG-0001/?as_of={timezone.localdate():%Y-%m-%d}"))

    assert "/correct/" not in shown
