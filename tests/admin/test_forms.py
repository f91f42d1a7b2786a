"""Editing an agreement: what is saved with it, and what is refused."""

from urllib.parse import urlencode

import pytest

from agreements.models import Agreement, Citation, Party
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/agreement/add/"


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


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (
            {"starts_on": "2024-05-02", "ends_on": "2024-05-01"},
            "A term cannot end before it begins.",
        ),
        (
            {"ends_on": "2024-05-01", "is_open_ended": "on"},
            "An agreement for which no end was agreed has no last day",
        ),
        ({"starts_on": "2024-05-02", "ends_on": "2024-04"}, "A term cannot end before it begins."),
        ({"starts_on": "1899-01-01"}, "A day lies between the years 1900 and 2199."),
    ],
)
def test_term_that_breaks_a_rule_is_refused(admin_client, new_agreement, term, sentence):
    response = admin_client.post(ADD, new_agreement | term)

    assert sentence in problems(response)
    assert Agreement.objects.count() == 0


def test_open_end_is_a_value_that_can_be_disputed(admin_client, new_agreement):
    dispute = {"field": "ends_on", "stance": "disputes", "stated_value": "2027"}
    new_agreement |= {f"citations-0-{name}": value for name, value in dispute.items()}

    refused = admin_client.post(ADD, new_agreement)
    accepted = admin_client.post(ADD, {**new_agreement, "is_open_ended": "on"})

    assert "The register has no value there to dispute" in problems(refused)
    assert (accepted.status_code, Agreement.objects.get().is_open_ended) == (302, True)


def test_dispute_of_an_empty_value_is_refused(admin_client, new_agreement):
    dispute = {"field": "signed_on", "stance": "disputes", "stated_value": "13 June 2025"}
    new_agreement |= {f"citations-0-{name}": value for name, value in dispute.items()}

    refused = admin_client.post(ADD, new_agreement)
    accepted = admin_client.post(ADD, {**new_agreement, "signed_on": "2025-06-14"})

    assert "The register has no value there to dispute" in problems(refused)
    assert "13 June 2025" in problems(refused)
    assert accepted.status_code == 302
    assert Citation.objects.get().field == "signed_on"


def test_conclusion_of_the_register_is_kept_as_one(admin_client, new_agreement):
    new_agreement |= {"citations-0-field": "status", "citations-0-basis": "concluded"}

    admin_client.post(ADD, new_agreement)

    assert Citation.objects.get().is_concluded


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
    rival = "Tashkent Transportation Vocational College"
    assert ("mark-disputed" in page, rival in page) == (False, False)
    assert list(client.get("/agreements/?evidence=disputed").context["object_list"]) == []
    assert [
        meter.evidence.supporters for meter in ledger if meter.figure.measure == "agreements"
    ] == [[]]


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
        ("signed_on", "1899-12-31"),
        ("signed_on", "2200-01-01"),
        ("title", "=1+1"),
        ("title", "\u200b"),
        ("stands_for", "2147483648"),
        ("event", "1" + 30 * "0"),
        ("event", "a\0"),
        ("kind", "nonsense"),
    ],
)
def test_value_that_cannot_be_is_refused_with_a_sentence(admin_client, agreement, field, value):
    data = filled_in(admin_client.get(change(agreement))) | {field: value}

    response = admin_client.post(change(agreement), data)

    assert (response.status_code, "errornote" in problems(response)) == (200, True)


def test_institution_that_is_twice_a_party_is_refused(admin_client, new_agreement):
    new_agreement["parties-1-institution"] = new_agreement["parties-0-institution"]

    response = admin_client.post(ADD, new_agreement)

    assert (response.status_code, "errornote" in problems(response)) == (200, True)
    assert (Agreement.objects.count(), Party.objects.count()) == (0, 0)


def test_figures_whose_bounds_cross_are_refused(admin_client, new_agreement):
    new_agreement |= {
        "figures-TOTAL_FORMS": "1",
        "figures-0-measure": "projects",
        "figures-0-bound": "between",
        "figures-0-value": "14",
        "figures-0-upper": "13",
    }

    response = admin_client.post(ADD, new_agreement)

    assert "The second number is to be the larger one." in problems(response)
    assert Agreement.objects.count() == 0


def test_form_of_an_event_says_how_much_of_its_figures_is_listed(admin_client, register):
    event = Agreement.objects.get(ref="AG-0001").event

    page = admin_client.get(change(event)).content.decode()

    assert "2 of 13" in page


@pytest.mark.parametrize(
    ("typed", "expected"), [("", 8), ("0", 0), ("5", 5)], ids=["nothing", "first", "between"]
)
def test_new_party_stands_last_unless_somebody_says_where(admin_client, agreement, typed, expected):
    agreement.parties.filter(pk=agreement.parties.first().pk).update(position=7)
    data = filled_in(admin_client.get(change(agreement))) | {"parties-TOTAL_FORMS": 3}
    data |= {"parties-2-institution": InstitutionFactory().pk, "parties-2-role": "host"}
    data["parties-2-position"] = typed

    response = admin_client.post(change(agreement), data)

    assert response.status_code == 302
    assert agreement.parties.get(role="host").position == expected


def test_parties_of_a_new_agreement_stand_as_they_were_entered(admin_client, new_agreement):
    admin_client.post(ADD, new_agreement)

    assert list(Party.objects.order_by("pk").values_list("position", flat=True)) == [1, 2]
