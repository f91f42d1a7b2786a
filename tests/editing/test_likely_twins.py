"""Likely twins: names that are alike, of records that could be one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.changes.edits import edit
from agreements.editing.likely_twins import LIKELY, pairs, tell_apart
from agreements.editing.merging import merge
from agreements.models import Distinct
from agreements.nouns import INSTITUTION, PUBLISHER, SOURCE
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PublisherFactory,
    SourceFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db


def keys(noun=INSTITUTION):
    return [(pair.first, pair.second) for pair in pairs(noun)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZTE", "zte"),
        ("ZTE", "ZTE Corporation"),
        ("Самарканд", "Samarqand"),
        ("Samarkand department of education", "Department of Education, Samarqand"),
        ("Tashkent Medical Institute", "Tashkent Medcal Institute"),
        ("Chongqing", "Chongqng"),
    ],
    ids=["case", "longer", "script", "order", "slip in a word", "slip in the only word"],
)
def test_names_that_are_alike_make_a_pair(one, other):
    first, second = InstitutionFactory(name=one), InstitutionFactory(name=other)
    InstitutionFactory(name="Fergana Polytechnic")

    assert keys() == [(first.pk, second.pk)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("School 12 of Tashkent", "School 15 of Tashkent"),
        ("Tashkent Medical Institute", "Tashkent Transport University"),
    ],
    ids=["other numbers", "other words"],
)
def test_names_of_two_make_no_pair(one, other):
    InstitutionFactory(name=one)
    InstitutionFactory(name=other)

    assert keys() == []


@pytest.mark.parametrize(("country", "number"), [("CN", 0), ("UZ", 1), (None, 1)])
def test_two_countries_have_no_twins(country, number):
    InstitutionFactory(name="Railway College")
    where = CountryFactory(code=country) if country else None
    InstitutionFactory(name="Railway College", country=where)

    assert len(pairs(INSTITUTION)) == number


def test_other_names_are_compared_too():
    first = InstitutionFactory(name="Chongqing Chemical College")
    second = InstitutionFactory(name="Another")
    NameFactory(institution=second, text="重庆化工职业学院", language="zh-Hans")
    NameFactory(institution=first, text="重慶化工職業學院", language="zh-Hant")

    assert keys() == [(first.pk, second.pk)]


def test_description_is_no_name():
    for _number in range(2):
        InstitutionFactory(name="A vehicle plant", is_named=False)

    assert keys() == []


def test_title_of_another_publisher_is_another_source():
    first = SourceFactory(title="Colleges agree")
    second = SourceFactory(title="Colleges agree")
    SourceFactory(title="Colleges agree", publisher__name="Another")

    assert keys(SOURCE) == [(first.pk, second.pk)]


def test_pair_that_was_told_apart_is_proposed_no_more():
    first, second = InstitutionFactory(name="ZTE"), InstitutionFactory(name="ZTE")
    with edit("Anora"):
        tell_apart(second, first)
        tell_apart(first, second)

    assert (keys(), Distinct.objects.count()) == ([], 1)


def test_finding_holds_for_the_record_that_one_was_merged_into():
    first, second, third = (InstitutionFactory(name="ZTE") for _number in range(3))
    with edit("Anora"):
        tell_apart(first, second)
        tell_apart(first, third)
    with edit("Anora"):
        merge(second, third)

    assert keys() == []


def test_merge_takes_back_that_the_two_are_not_the_same():
    first, second = InstitutionFactory(name="ZTE"), InstitutionFactory(name="ZTE")
    with edit("Anora"):
        tell_apart(first, second)
    with edit("Anora"):
        merge(second, first)

    assert Distinct.objects.count() == 0


def test_pairs_are_found_once_for_each_revision():
    PublisherFactory(name="China Daily")
    pairs(PUBLISHER)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = pairs(PUBLISHER)
    PublisherFactory(name="CHINA DAILY")

    assert (len(queries), again, len(pairs(PUBLISHER))) == (1, [], 1)


@pytest.mark.parametrize(
    "noun", [noun for noun in LIKELY if noun is not PUBLISHER], ids=lambda noun: noun.name
)
def test_every_noun_has_likely_twins(noun):
    made, field = factory_of(noun.name), noun.model.TITLE_FIELD
    first, second = made(**{field: "The same"}), made(**{field: "THE SAME"})

    assert keys(noun) == [(first.pk, second.pk)]
