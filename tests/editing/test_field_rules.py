"""What no form would take is named, however it came into the register."""

import pytest

from agreements.models import Citation, Name
from tests.editing.breaks import found
from tests.factories import (
    CitationFactory,
    IdentifierFactory,
    InstitutionFactory,
    NameFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return InstitutionFactory(kind="", country=None)


def test_text_of_a_record_that_no_form_would_take_is_named():
    source = SourceFactory(title="\u200b")

    sentence = "“title”: This text holds nothing that can be seen."
    assert found() == [(source.get_absolute_url(), sentence)]


def test_address_that_no_form_would_take_is_named():
    source = SourceFactory(url="https://user:secret@news.example/")

    sentence = "“address”: An address that is printed holds no user name and no password."
    assert found() == [(source.get_absolute_url(), sentence)]


def test_text_about_a_record_is_named_at_the_record(body):
    CitationFactory(agreement=None, institution=body, field="name")
    CitationFactory(agreement=None, institution=body, field="names")
    NameFactory(institution=body)
    Name.objects.update(text="a\x07b")
    Citation.objects.filter(field="name").update(claim="=1+1")

    address = body.get_absolute_url()
    formula = "A text cannot begin with = + - or @: a spreadsheet would take it for a formula."
    assert found() == [
        (address, "“name”: This text holds a character that could not be read."),
        (address, f"“claim”: {formula}"),
    ]


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("wikidata", "q42"), ("wikidata", "https://www.wikidata.org/wiki/Q42"), ("ror", "05dxps056")],
    ids=["in small letters", "as an address", "wrong"],
)
def test_identifier_that_is_written_otherwise_than_its_scheme_has_it_is_named(body, scheme, value):
    identifier = IdentifierFactory(institution=body, scheme=scheme, value=value)
    for field, item in (("name", None), ("identifiers", identifier)):
        CitationFactory(agreement=None, institution=body, field=field, identifier=item)

    sentence = f"{identifier} is not written as its scheme has it."
    assert found() == [(body.get_absolute_url(), sentence)]


def test_identifiers_as_their_schemes_have_them_are_no_breaks(body):
    rows = (("ror", "05dxps055", ""), ("national", "42", "Tax register"))
    for scheme, value, issuer in rows:
        IdentifierFactory(institution=body, scheme=scheme, value=value, issuer=issuer)
    for field in ("name", "identifiers"):
        CitationFactory(agreement=None, institution=body, field=field)

    assert found() == []


def test_identifier_without_a_citation_is_named(body):
    IdentifierFactory(institution=body)
    CitationFactory(agreement=None, institution=body, field="name")

    sentence = "No citation supports the value of “Identifiers”."
    assert found() == [(body.get_absolute_url(), sentence)]
