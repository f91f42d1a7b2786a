"""The list of agreements on a day: what is in force then."""

from datetime import date

import pytest

from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def test_day_is_named_by_the_panel_and_can_be_taken_away(client):
    AgreementFactory(title="Old", starts_on=date(2000, 1, 1), ends_on=date(2004, 12, 31))
    AgreementFactory(title="Unknown")

    today = client.get("/agreements/").context
    then = client.get("/agreements/?on=2004-05-01&in_force=yes").context

    labels = [
        str(panel.label)
        for context in (today, then)
        for panel in context["panels"]
        if panel.parameter == "in_force"
    ]
    assert labels == ["In force today", "In force on 1 May 2004"]
    assert [record.title for record in then["object_list"]] == ["Old"]
    assert [(str(chip.facet_label), chip.label, chip.href) for chip in then["chips"]] == [
        ("In force on 1 May 2004", "Yes", "?on=2004-05-01"),
        ("On the day", "1 May 2004", "?in_force=yes"),
    ]
    assert ("on", "2004-05-01") in then["kept_parameters"]
    [panel] = [panel for panel in today["panels"] if panel.parameter == "in_force"]
    assert [entry.count for entry in panel.entries] == [0, 1, 1]


def test_day_that_cannot_be_read_is_named_above_an_empty_list(client):
    AgreementFactory()

    page = client.get("/agreements/?on=2024-02-30")

    assert list(page.context["object_list"]) == []
    assert "“2024-02-30” is not a day from 1900 to 2199" in page.content.decode()


def test_another_day_is_asked_by_a_form_that_keeps_what_is_chosen(client):
    AgreementFactory()

    page = client.get("/agreements/?status=signed&on=2024-05-01&sort=title&page_size=50")

    [panel] = [one for one in page.context["panels"] if one.day_form]
    assert panel.parameter == "in_force"
    assert panel.day_form == (
        date(2024, 5, 1),
        [("status", "signed"), ("sort", "title"), ("page_size", 50)],
    )
    assert '<input type="text" name="on" value="2024-05-01"' in page.content.decode()
