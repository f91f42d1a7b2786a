"""What other registers call an institution: one value, of one body, checked by its scheme."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Identifier
from tests.factories import IdentifierFactory, InstitutionFactory
from tests.models.rules import KEPT, outcome, refused

pytestmark = pytest.mark.django_db

ISSUER = refused(
    "A national code needs the name of the register that gives it; no other identifier has one."
)


def test_identifier_of_one_institution():
    IdentifierFactory(scheme="national", issuer="Tax register", value="42")
    other = IdentifierFactory.build(institution=InstitutionFactory(), scheme="national", value="42")

    results = [outcome(other, issuer="School register"), outcome(other, issuer="Tax register")]

    taken = refused("An institution of the register has this identifier already.")
    assert results == [KEPT, taken]


def test_identifier_not_empty():
    identifier = IdentifierFactory()

    results = [outcome(identifier, value="Q42"), outcome(identifier, value="")]

    assert results == [KEPT, refused("An identifier cannot be empty.")]


@pytest.mark.parametrize(
    ("scheme", "issuer", "expected"),
    [
        ("national", "Tax register", KEPT),
        ("national", "", ISSUER),
        ("ror", "", KEPT),
        ("ror", "Tax register", ISSUER),
    ],
)
def test_identifier_issuer_of_national_code(scheme, issuer, expected):
    assert outcome(IdentifierFactory(), scheme=scheme, issuer=issuer) == expected


@pytest.mark.parametrize(
    ("scheme", "written", "value", "address"),
    [
        ("ror", "https://ror.org/05DXPS055", "05dxps055", "https://ror.org/05dxps055"),
        ("wikidata", "q42", "Q42", "https://www.wikidata.org/wiki/Q42"),
        ("national", "12  34-5", "12 34-5", ""),
    ],
)
def test_value_is_kept_as_its_scheme_writes_it(scheme, written, value, address):
    issuer = "Tax register" if scheme == "national" else ""
    identifier = Identifier(
        institution=InstitutionFactory(), scheme=scheme, issuer=issuer, value=written
    )

    identifier.full_clean()

    assert (identifier.value, identifier.address) == (value, address)
    assert str(identifier) == f"{issuer or identifier.get_scheme_display()} {value}"


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        ("ror", "This is no ROR: it has nine letters and digits, the last two check the others."),
        ("wikidata", "This is no item of Wikidata: it has a Q and a number, such as Q42."),
        ("lei", "This is no LEI: it has twenty letters and digits, the last two check the others."),
        (
            "isni",
            "This is no ISNI: it has sixteen digits, the last of which may be an X.",
        ),
    ],
)
def test_value_of_no_such_scheme_is_refused(scheme, sentence):
    identifier = Identifier(institution=InstitutionFactory(), scheme=scheme, value="nothing")

    with pytest.raises(ValidationError) as problem:
        identifier.full_clean()

    assert problem.value.message_dict == {"value": [sentence]}
    assert identifier.address == ""


def test_nothing_is_refused_once():
    identifier = Identifier(institution=InstitutionFactory(), scheme="ror", value="")

    with pytest.raises(ValidationError) as problem:
        identifier.full_clean()

    assert problem.value.message_dict["value"] == ["This field cannot be blank."]
