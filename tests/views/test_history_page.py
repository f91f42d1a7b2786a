"""The history of a record: what was changed, when, by whom and why."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.changes.edits import edit
from agreements.models import Agreement, Citation, Party
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    SectorFactory,
)
from tests.views.test_queries import MAX_QUERIES
from tests.views.wording import text

pytestmark = pytest.mark.django_db(transaction=True)


def told(client, record, query=""):
    """Return the words of a record's history, from its heading on."""
    page = text(client.get(f"{record.get_absolute_url()}history/{query}"))
    return page.partition("History AG-")[2].partition("Each value shows")[0]


def test_change_is_told_with_before_and_after_who_and_why(client):
    agreement = AgreementFactory(title="A collage")
    with edit("Anna", "A slip of the pen"):
        Agreement.objects.filter(pk=agreement.pk).update(title="A college")

    assert "Anna · A slip of the pen Title was A collage became A college" in told(
        client, agreement
    )


def test_names_of_editors_can_be_hidden(client, settings):
    settings.EDITORS_ARE_NAMED = False
    agreement = AgreementFactory()
    with edit("Anna", "A slip of the pen"):
        Agreement.objects.filter(pk=agreement.pk).update(title="A college")

    history = told(client, agreement)

    assert "Anna" not in history
    assert "An editor · A slip of the pen" in history


def test_language_of_a_name_is_told_by_what_it_is_called(client):
    agreement = AgreementFactory()
    with edit("Anna"):
        NameFactory(text="Kelishuv", language="uz-Latn", institution=None, agreement=agreement)

    assert "Language became Uzbek in Latin script" in told(client, agreement)


def test_name_bears_the_language_that_its_row_tells(client):
    agreement = AgreementFactory()
    with edit("Anna"):
        NameFactory(text="Kelishuv", language="uz-Latn", institution=None, agreement=agreement)

    def lines(language):
        page = client.get(f"/{language}{agreement.get_absolute_url()}history/")
        return re.findall(r"<bdi[^>]*>Kelishuv</bdi>", page.content.decode())

    assert lines("ru") == ['<bdi lang="uz-Latn">Kelishuv</bdi>']
    assert {*lines("uz")} == {"<bdi>Kelishuv</bdi>"}


def test_rows_that_hang_on_a_record_are_told_in_names(client):
    agreement = AgreementFactory()
    college = InstitutionFactory(name="College")
    with edit("Anna"):
        party = PartyFactory(agreement=agreement, institution=college, role="host")
        agreement.sectors.add(SectorFactory(name="Forestry"))
        CitationFactory(agreement=agreement, field="status", claim="Says so.")
        Party.objects.filter(pk=party.pk).update(role="donor")
        party.delete()

    history = told(client, agreement)

    assert "Sectors became Forestry" in history
    assert "Party, added Institution became College Role became Host" in history
    assert "Party Role was Host became Donor" in history
    assert "Party, removed Institution was College Role was Donor" in history
    assert "Citation: Status, added" in history
    assert "Claim became Says so." in history


def test_record_that_is_gone_is_told_as_such(client):
    agreement, college = AgreementFactory(), InstitutionFactory()
    PartyFactory(agreement=agreement, institution=college).delete()
    college.delete()

    assert "Institution was a record since deleted" in told(client, agreement)


def test_days_choices_and_numbers_are_told_in_words(client):
    agreement = AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(
        signed_on=date(2025, 6, 13), status="planned", stands_for=1200
    )

    history = told(client, agreement)

    assert "Signed on became 13 June 2025" in history
    assert "Status was Signed became Planned" in history
    assert "Stands for was 1 became 1,200" in history
    assert "Nobody said who changed this" in history


def test_older_changes_stand_on_the_next_page(client):
    agreement = AgreementFactory()
    for number in range(60):
        with edit("Anna"):
            Agreement.objects.filter(pk=agreement.pk).update(title=f"Title {number}")

    first = client.get(f"{agreement.get_absolute_url()}history/")
    older = first.context["history"].older
    second = client.get(f"{agreement.get_absolute_url()}history/?before={older}")

    assert len(first.context["history"].acts) == 50
    assert [len(second.context["history"].acts), second.context["history"].older] == [11, None]


@pytest.mark.parametrize("number", ["x", "-1", "0", "9" * 40, "\x00"])
def test_number_that_is_none_is_refused_with_a_sentence(client, number):
    response = client.get(f"{AgreementFactory().get_absolute_url()}history/", {"before": number})

    assert response.status_code == 404
    assert "Changes are numbered 1, 2, 3 and so on." in text(response)


def test_history_has_one_true_address(client):
    AgreementFactory(ref="AG-0001")

    response = client.get("/agreements/ag-1/history/".replace("ag-1", "ag-0001"))

    assert (response.status_code, response["Location"]) == (301, "/agreements/AG-0001/history/")
    assert client.get("/agreements/AG-0009/history/").status_code == 404


def test_history_asks_as_many_queries_for_fifty_changes_as_for_three(client):
    agreement = AgreementFactory()

    def change(times):
        for _each in range(times):
            PartyFactory(agreement=agreement)
            CitationFactory(agreement=agreement)
            agreement.sectors.add(SectorFactory())

    def queries():
        client.get(f"{agreement.get_absolute_url()}history/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{agreement.get_absolute_url()}history/")
        return len(captured)

    change(1)
    few = queries()
    change(15)

    assert queries() == few <= MAX_QUERIES
    assert Citation.objects.count() == 16
