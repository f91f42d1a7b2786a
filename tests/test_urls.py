"""Public addresses: each noun's are made from its declaration, with pages of its own or shared."""

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from agreements.language_paths import address_of
from agreements.nouns import AGREEMENT, COUNTRY, PROJECT, SOURCE
from agreements.views.agreements import AgreementPage
from agreements.views.countries import CountryList
from agreements.views.data import ListData, RecordData
from agreements.views.list_page import ListPage
from agreements.views.projects import ProjectPage
from coop.language_of_path import below


@pytest.mark.parametrize(
    ("address", "page", "noun"),
    [
        ("/sources/", ListPage, SOURCE),
        ("/countries/", CountryList, COUNTRY),
        ("/projects/PR-0001/", ProjectPage, PROJECT),
        ("/agreements/AG-0001/", AgreementPage, AGREEMENT),
        ("/agreements.jsonld", ListData, AGREEMENT),
        ("/agreements/AG-0001.jsonld", RecordData, AGREEMENT),
    ],
)
def test_page_is_that_of_its_noun_or_the_one_of_all(address, page, noun):
    view = resolve(address).func

    assert (view.view_class, view.view_initkwargs["noun"]) == (page, noun)


def test_data_of_a_record_is_read_as_its_page_reads_it():
    view = resolve("/agreements/AG-0001.jsonld").func

    assert view.view_initkwargs["queryset"] is AgreementPage.queryset


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("view", "record"),
    [
        ("agreements:agreement-list", []),
        ("agreements:agreement-detail", ["AG-0001"]),
        ("agreements:agreement-detail", ["AG-0002"]),
        ("agreements:sector-history", ["wood_and-forestry"]),
        ("agreements:country-correction", ["UZ"]),
    ],
)
def test_addresses_below_each_language_are_those_of_django(language, view, record):
    with below(language):
        assert address_of(view, *record) == reverse(view, args=record)


def test_noun_without_pages_has_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("agreements:place-list")
