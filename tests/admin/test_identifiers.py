"""Identifiers are entered on the page of their institution."""

import pytest

from agreements.models import Citation, Edit, Identifier, Institution
from agreements.models.settlement import held
from tests.admin.forms import change, filled_in, problems
from tests.admin.settle_pages import address, settle
from tests.factories import (
    CitationFactory,
    IdentifierFactory,
    InstitutionFactory,
    PartyFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db

CONFIRMED = {"post": "yes", "why": "It was entered twice."}
TAKEN = "An institution of the register has this identifier already."


def entered(client, institution, *rows):
    """Send the form of an institution with more identifiers, each (scheme, value, issuer)."""
    data = filled_in(client.get(change(institution)))
    first = int(data["identifiers-TOTAL_FORMS"])
    data["identifiers-TOTAL_FORMS"] = first + len(rows)
    for number, (scheme, value, issuer) in enumerate(rows, first):
        row = f"identifiers-{number}"
        data |= {f"{row}-scheme": scheme, f"{row}-value": value, f"{row}-issuer": issuer}
        data[f"{row}-institution"] = institution.pk
    return client.post(change(institution), data)


def delete(institution):
    return change(institution).replace("/change/", "/delete/")


def values(institution):
    return list(institution.identifiers.values_list("scheme", "value", "issuer"))


def test_pasted_addresses_are_saved_as_values(admin_client):
    institution = InstitutionFactory()

    entered(
        admin_client,
        institution,
        ("ror", "https://ror.org/05dxps055", ""),
        ("wikidata", "http://www.wikidata.org/entity/Q42", ""),
        ("national", "12 34", "Tax register"),
    )

    assert values(institution) == [
        ("ror", "05dxps055", ""),
        ("wikidata", "Q42", ""),
        ("national", "12 34", "Tax register"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("ror", "05dxps056", ""), "This is no ROR: it has nine letters and digits"),
        (("lei", "Q" + "9" * 150, ""), "This is no LEI: it has twenty letters and digits"),
        (("wikidata", "Q" + "9" * 300, ""), "Ensure this value has at most 200 characters"),
        (("wikidata", "Q\x0042", ""), "Null characters are not allowed."),
        (("wikidata", "Q٤٢", ""), "This is no item of Wikidata"),
        (("national", "42", ""), "A national code needs the name of the register"),
        (("ror", "05dxps055", "Tax register"), "no other identifier has one"),
        (("grid", "42", ""), "Select a valid choice."),
        (("wikidata", "Q7", ""), TAKEN),
    ],
    ids=[
        *("check", "long", "too long", "NUL", "other digits"),
        *("no issuer", "an issuer", "no scheme", "of another body"),
    ],
)
def test_what_is_no_identifier_comes_back_with_a_sentence(admin_client, row, sentence):
    IdentifierFactory(value="Q7")
    institution = InstitutionFactory()

    response = entered(admin_client, institution, row)

    assert (response.status_code, sentence in problems(response)) == (200, True)
    assert values(institution) == []


@pytest.mark.parametrize(
    "written", ["Q42", "https://www.wikidata.org/wiki/Q42"], ids=["alike", "as an address"]
)
def test_same_identifier_twice_in_a_form_is_refused(admin_client, written):
    institution = InstitutionFactory()
    rows = (("wikidata", "Q42", ""), ("wikidata", written, ""))

    response = entered(admin_client, institution, *rows)

    assert (response.status_code, TAKEN in problems(response)) == (200, True)
    assert values(institution) == []


def test_citation_names_one_of_the_identifiers(admin_client):
    identifier = IdentifierFactory()
    institution = identifier.institution
    citation = CitationFactory(agreement=None, institution=institution)
    data = filled_in(admin_client.get(change(institution)))
    data |= {"citations-0-field": "identifiers", "citations-0-identifier": identifier.pk}

    admin_client.post(change(institution), data)

    assert Citation.objects.get(pk=citation.pk).item == identifier


def test_changed_identifier_asks_for_its_citations(admin_client):
    identifier = IdentifierFactory(value="Q7")
    CitationFactory(
        agreement=None,
        institution=identifier.institution,
        field="identifiers",
        identifier=identifier,
    )
    data = filled_in(admin_client.get(change(identifier.institution)))

    response = admin_client.post(
        change(identifier.institution), data | {"identifiers-0-value": "Q8"}
    )

    assert "Nothing was saved yet: sources are cited for what you changed." in problems(response)
    assert Identifier.objects.get().value == "Q7"


def test_disputed_identifier_can_be_replaced(admin_client):
    identifier = IdentifierFactory(value="Q7")
    citation = CitationFactory(
        agreement=None,
        institution=identifier.institution,
        field="identifiers",
        identifier=identifier,
        stance="disputes",
        stated_value="Q8",
    )
    name = f"identifiers-{identifier.pk}"

    settle(admin_client, address(identifier.institution, name, citation))

    assert values(identifier.institution) == [("wikidata", "Q8", "")]


def test_identifiers_are_moved_with_what_is_said_of_them(admin_client):
    identifier = IdentifierFactory(value="Q7")
    twin, other = identifier.institution, InstitutionFactory()
    PartyFactory(institution=twin)
    about = {"agreement": None, "institution": twin, "field": "identifiers"}
    settlement = SettlementFactory(**about, held=held(twin, "identifiers", identifier))
    CitationFactory(
        **about,
        identifier=identifier,
        stance="disputes",
        stated_value="Q8",
        settlement=settlement,
    )

    asked = problems(admin_client.get(delete(twin)))
    admin_client.post(delete(twin), CONFIRMED | {"move_to": other.pk})

    assert "Its identifiers are moved too, with what sources say of them." in asked
    assert (values(other), Institution.objects.filter(pk=twin.pk).exists()) == (
        [("wikidata", "Q7", "")],
        False,
    )
    moved = Citation.objects.get()
    assert (moved.institution, moved.item, moved.settlement) == (other, identifier, settlement)


def test_deleted_institution_frees_its_identifiers_until_that_is_undone(admin_client):
    identifier = IdentifierFactory(value="Q7")
    admin_client.post(delete(identifier.institution), CONFIRMED)
    while_gone = Identifier.objects.count()

    deletion = Edit.objects.latest("pk")
    admin_client.post(f"/admin/agreements/edit/{deletion.pk}/undo/", {"why": "It was no twin."})

    assert (while_gone, list(Identifier.objects.all())) == (0, [identifier])
