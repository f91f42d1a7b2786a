"""A value is changed: what becomes of the citations of the old one is asked, never assumed."""

import pytest

from agreements.models import Agreement, Citation
from tests.admin.forms import change, filled_in
from tests.factories import CitationFactory, InstitutionFactory, SectorFactory, SourceFactory
from tests.views.wording import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited(agreement):
    """An agreement whose status a newspaper states."""
    CitationFactory(
        agreement=agreement,
        field="status",
        claim="Says that it was signed.",
        source=SourceFactory(publisher__name="Daily"),
    )
    return agreement


def answered(response, answer):
    """Return the form as it came back, with one answer to all that it asks."""
    asked = {each.parameter: answer for each in response.context["notices"]}
    return {**filled_in(response), **asked}


def ask(admin_client, record, **values):
    """Change values of a record, and return what the form asks."""
    data = {**filled_in(admin_client.get(change(record))), **values}
    return admin_client.post(change(record), data)


def test_changed_value_is_not_saved_before_its_sources_are_asked(admin_client, cited):
    response = ask(admin_client, cited, status="completed")

    page = words(response.content.decode())
    cited.refresh_from_db()
    assert (response.status_code, cited.status) == (200, "signed")
    assert "Daily supported: Signed" in page
    assert "Says that it was signed." in page
    assert filled_in(response)["status"] == "completed"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("supports", ("supports", "")),
        ("disputes", ("disputes", "Signed")),
        ("remove", None),
    ],
)
def test_answer_is_done(admin_client, cited, answer, expected):
    response = ask(admin_client, cited, status="completed")

    saved = admin_client.post(change(cited), answered(response, answer))

    cited.refresh_from_db()
    citation = cited.citations.filter(field="status").first()
    assert (saved.status_code, cited.status) == (302, "completed")
    assert (citation and (citation.stance, citation.stated_value)) == expected
    assert citation is None or citation.checked_at is not None


def test_answer_that_is_none_is_asked_again(admin_client, cited):
    response = ask(admin_client, cited, status="completed")

    again = admin_client.post(change(cited), answered(response, "perhaps"))

    assert again.status_code == 200
    assert Agreement.objects.get().status == "signed"


def test_citation_changed_along_with_the_value_is_not_asked_about(admin_client, cited):
    data = filled_in(admin_client.get(change(cited)))
    citation = cited.citations.get(field="status")
    [claim] = [
        name.replace("-id", "-claim")
        for name, value in data.items()
        if name.startswith("citations") and name[-3:] == "-id" and str(value) == str(citation.pk)
    ]

    response = admin_client.post(
        change(cited), {**data, "status": "completed", claim: "Says that it is done."}
    )

    assert response.status_code == 302


def test_other_values_are_changed_unasked(admin_client, cited):
    assert ask(admin_client, cited, title="Another title").status_code == 302


def test_party_and_sectors_are_asked_about_too(admin_client, agreement):
    party = agreement.parties.first()
    CitationFactory(agreement=agreement, field="parties", party=party)
    CitationFactory(agreement=agreement, field="sectors")
    college, sector = InstitutionFactory(), SectorFactory()

    response = ask(
        admin_client, agreement, **{"parties-0-institution": college.pk, "sectors": [sector.pk]}
    )

    assert sorted(each.changed.field for each in response.context["notices"]) == [
        "parties",
        "sectors",
    ]
    assert admin_client.post(change(agreement), answered(response, "remove")).status_code == 302
    assert agreement.parties.filter(institution=college).exists()
    assert Citation.objects.filter(field__in=["parties", "sectors"]).count() == 0


def test_conclusions_and_disputes_are_told_apart(admin_client, agreement):
    CitationFactory(agreement=agreement, field="status", stance="disputes", stated_value="planned")
    CitationFactory(agreement=agreement, field="status", basis="concluded")

    response = ask(admin_client, agreement, status="completed")

    assert [each.citation.basis for each in response.context["notices"]] == ["concluded"]
