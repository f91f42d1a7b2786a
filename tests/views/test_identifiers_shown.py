"""By what other registers know an institution, on its page and in its data."""

import json

import pytest
from django.utils import timezone

from agreements.models import Version
from tests.factories import CitationFactory, IdentifierFactory, InstitutionFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    college = InstitutionFactory(name="College")
    ror = IdentifierFactory(institution=college, scheme="ror", value="05dxps055")
    IdentifierFactory(institution=college, scheme="national", issuer="Tax register", value="42")
    CitationFactory(
        agreement=None,
        institution=college,
        field="identifiers",
        identifier=ror,
        claim="Gives its ROR.",
    )
    return college


def data_of(client, institution):
    return json.loads(client.get(f"/institutions/{institution.ref}.jsonld").content)


def test_identifiers_stand_on_the_page_with_their_marks(client, college):
    response = client.get(college.get_absolute_url())

    page = text(response)
    html = response.content.decode()
    assert "ROR 05dxps055 https://ror.org/05dxps055" in page
    assert "Tax register 42" in page
    assert '<a class="long-address" href="https://ror.org/05dxps055" rel="external">' in html
    assert "Gives its ROR." in page
    assert html.count('id="evidence-identifiers-') == 2


def test_what_is_said_of_all_identifiers_is_shown_without_any(client):
    institution = InstitutionFactory()
    CitationFactory(
        agreement=None, institution=institution, field="identifiers", claim="Has no ROR."
    )

    assert "Has no ROR." in text(client.get(institution.get_absolute_url()))


def test_institution_without_identifiers_has_no_such_section(client):
    page = client.get(InstitutionFactory().get_absolute_url()).content.decode()

    assert 'id="identifiers"' not in page


def test_identifier_that_no_scheme_knows_is_no_link(client):
    identifier = IdentifierFactory(scheme="ror", value='"><script>')

    page = client.get(identifier.institution.get_absolute_url()).content.decode()

    assert "https://ror.org" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_identifiers_are_told_in_the_words_of_schema_org(client, college):
    data = data_of(client, college)

    assert data["sameAs"] == ["https://ror.org/05dxps055"]
    assert data["identifier"] == [
        college.ref,
        {
            "@type": "PropertyValue",
            "propertyID": "ROR",
            "value": "05dxps055",
            "url": "https://ror.org/05dxps055",
        },
        {"@type": "PropertyValue", "propertyID": "Tax register", "value": "42"},
    ]


def test_institution_without_identifiers_is_told_by_its_number(client):
    data = data_of(client, InstitutionFactory())

    assert (data["identifier"], "sameAs" in data) == ("IN-0001", False)


def test_deleted_identifier_stands_in_the_history_and_on_the_earlier_page(client, college):
    Version.objects.marks().delete()
    Version.objects.update(at=timezone.now() - timezone.timedelta(days=2))
    college.identifiers.filter(scheme="ror").delete()
    yesterday = timezone.localdate() - timezone.timedelta(days=1)

    earlier = text(client.get(f"{college.get_absolute_url()}?as_of={yesterday}"))
    history = text(client.get(college.get_history_url()))

    assert "ROR 05dxps055" in earlier
    assert "05dxps055" not in text(client.get(college.get_absolute_url()))
    assert "Identifier" in history
    assert "05dxps055" in history
