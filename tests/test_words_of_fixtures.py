"""What the fixtures call their records, and how they sum them up, in all languages of the pages."""

import pytest

from agreements.models import Agreement, Alliance, Event, Institution, Name, Project, Sector
from agreements.models.name import SHOWN_KINDS
from agreements.models.translation import SUMMARISED
from agreements.nouns import NOUNS
from tests.loading import load

pytestmark = pytest.mark.django_db

in_each_language = pytest.mark.parametrize("language", ["zh-Hans", "ru", "uz-Latn"])


@pytest.fixture(autouse=True)
def loaded(db):
    """Load all registers that are known."""
    load("countries", "article", "corroboration", "wider")


@in_each_language
def test_every_sector_is_called_in_all_languages(language):
    named = Name.objects.filter(language=language, kind="official").exclude(sector=None)
    without = Sector.objects.exclude(pk__in=named.values("sector"))

    assert list(without.values_list("slug", flat=True)) == []


@in_each_language
@pytest.mark.parametrize("model", [Agreement, Alliance, Event, Project])
def test_what_the_register_titles_itself_is_titled_in_all_languages(model, language):
    noun = model._meta.model_name
    named = Name.objects.filter(language=language, kind__in=SHOWN_KINDS).exclude(**{noun: None})
    without = model.objects.exclude(pk__in=named.values(noun))

    assert list(without.values_list("ref", flat=True)) == []


@in_each_language
@pytest.mark.parametrize("noun", SUMMARISED)
def test_every_summary_is_translated_into_all_languages(noun, language):
    summarised = NOUNS[noun].model.objects.exclude(summary="")
    without = summarised.exclude(translations__language=language)

    assert list(without.values_list("ref", flat=True)) == []


def test_of_bodies_only_those_without_a_name_are_called_in_words_of_the_register():
    called = Institution.objects.filter(names__kind="translated").distinct()

    assert set(called) == set(Institution.objects.filter(is_named=False))


def test_nobody_is_called_in_words_of_the_register():
    assert not Name.objects.filter(kind="translated").exclude(person=None).exists()
