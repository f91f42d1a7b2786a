"""Institutions are found by their identifiers, exactly as they are known elsewhere."""

import pytest

from agreements.models import Identifier, Institution
from agreements.search.links import filter_matches
from tests.factories import IdentifierFactory, InstitutionFactory, PartyFactory, SourceFactory
from tests.folded import fold_everything
from tests.search.searching import looked_up

pytestmark = pytest.mark.django_db

VALUES = {
    "ROR": "05dxps055",
    "Wikidata": "Q2542",
    "LEI": "5493001KJTIIGC8Y1R12",
    "ISNI": "000000012146438X",
    "National": "MA-2025 77",
}


@pytest.fixture
def bodies():
    """A body for each scheme, called after it, with neighbours that it is easily taken for."""
    for name, value in VALUES.items():
        scheme = name.lower()
        issuer = "Tax register" if scheme == "national" else ""
        body = InstitutionFactory(name=f"Body {name}")
        IdentifierFactory(institution=body, scheme=scheme, value=value, issuer=issuer)
    IdentifierFactory(institution=InstitutionFactory(name="Other"), value="Q25421")


def found(query):
    fold_everything()
    matches = looked_up(query)
    return {str(record) for record in filter_matches(Institution.objects.all(), matches)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("05dxps055", {"Body ROR"}),
        ("05DXPS055", {"Body ROR"}),
        ("https://ror.org/05dxps055", {"Body ROR"}),
        ("(ror.org/05dxps055)", {"Body ROR"}),
        ("body 05dxps055", {"Body ROR"}),
        ("Q2542", {"Body Wikidata"}),
        ("Ｑ２５４２", {"Body Wikidata"}),
        ("“q2542”", {"Body Wikidata"}),
        ("K2542", set()),
        ("http://www.wikidata.org/entity/Q2542", {"Body Wikidata"}),
        ("https://www.wikidata.org/wiki/Q2542?uselang=ru", {"Body Wikidata"}),
        ("https://www.wikidata.org/wiki/Q254", set()),
        ("5493001kjtiigc8y1r12", {"Body LEI"}),
        ("https://search.gleif.org/#/record/5493001KJTIIGC8Y1R12", {"Body LEI"}),
        ("000000012146438X", {"Body ISNI"}),
        ("0000 0001 2146 438x", {"Body ISNI"}),
        ("0000-0001-2146-438X", {"Body ISNI"}),
        ("https://isni.org/isni/000000012146438X", {"Body ISNI"}),
        ("MA202577", {"Body National"}),
        ("“MA-2025 77”", {"Body National"}),
        ("2025", set()),
        ("0001", set()),
        ("Q25", set()),
        ("ror", {"Body ROR"}),
        ("tax", set()),
    ],
)
def test_institution_is_found_by_its_identifier_as_it_is_pasted(bodies, query, names):
    assert found(query) == names


def test_agreement_is_found_by_the_identifier_of_a_party(client):
    identifier = IdentifierFactory(value="Q2542")
    agreement = PartyFactory(institution=identifier.institution).agreement
    PartyFactory()
    fold_everything()

    listed = client.get("/agreements/?q=Q2542").context["object_list"]

    assert list(listed) == [agreement]


def test_source_at_an_address_of_an_identifier_is_found_beside_the_institution(client):
    source = SourceFactory(url="https://www.wikidata.org/wiki/Q2542")
    IdentifierFactory(value="Q2542")
    fold_everything()

    listed = client.get("/sources/", {"q": source.url}).context["object_list"]

    assert list(listed) == [source]


def change(identifier):
    Identifier.objects.filter(pk=identifier.pk).update(value="Q7")


def delete(identifier):
    Identifier.objects.filter(pk=identifier.pk).delete()


def give_to_another(identifier):
    other = InstitutionFactory(name="Other")
    Identifier.objects.filter(pk=identifier.pk).update(institution=other)


@pytest.mark.parametrize(
    ("write", "by_the_old", "by_the_new"),
    [(change, set(), {"Body"}), (delete, set(), set()), (give_to_another, {"Other"}, set())],
)
def test_what_is_found_follows_every_way_of_writing(write, by_the_old, by_the_new):
    identifier = IdentifierFactory(institution__name="Body", value="Q2542")
    assert found("Q2542") == {"Body"}

    write(identifier)

    assert (found("Q2542"), found("Q7")) == (by_the_old, by_the_new)
