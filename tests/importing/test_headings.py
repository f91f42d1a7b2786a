"""What headings mean."""

import pytest

from agreements.importing.headings import Layout, read_headings, remember, remembered


def test_own_headings_mean_themselves():
    reading = read_headings(["title", "parties", "Source URL"])

    assert (reading.layout, reading.unknown) == (Layout.AGREEMENTS, ())
    assert reading.columns["Source URL"] == "source_url"


def test_sheet_of_institutions_is_told_by_its_headings():
    assert read_headings(["name", "kind", "country"]).layout == Layout.INSTITUTIONS


def test_second_heading_of_one_meaning_is_unknown():
    reading = read_headings(["title", "parties", "signed_on", "Date"])

    assert reading.unknown == ("Date",)


def test_chosen_meaning_goes_before_the_usual_one():
    reading = read_headings(["Subject", "parties"], {"Subject": "title"})

    assert reading.columns == {"Subject": "title", "parties": "parties"}


def test_meaning_in_sheets_of_another_kind_says_nothing():
    reading = read_headings(["name", "country"], {"country": "countries"})

    assert reading.columns == {"name": "name", "country": "country"}


@pytest.mark.django_db
def test_meanings_of_a_sender_are_kept_and_added_to():
    remember("Ministry of A", {"Subject": "title"})
    remember("Ministry of A", {"Who": "parties"})

    assert remembered("Ministry of A") == {"Subject": "title", "Who": "parties"}
    assert remembered("Ministry of B") == {}
