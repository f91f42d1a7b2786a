"""A field that stands on no page, in no form or in no fixture was forgotten: it fails by name."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.loader import get_template

from agreements.models import Citation, Figure, Name
from agreements.models.citation import citable_fields
from agreements.nouns import LISTED, NOUNS
from tests.test_fixtures import read

FIXTURES = ("countries", "article", "corroboration")
# What a record is known by, and what the register itself writes.
OWN = {"id", "ref", "slug", "code", "updated_at"}
# Told in a record's head, in a section of its page, or on the page of another record.
HEAD = {"title", "name", "summary", "is_named"}
SECTIONS = {"parties", "links", "memberships", "agreements", "identifiers"}
ELSEWHERE = {"place": {"country", "parent", "latitude", "longitude"}}
# Empty in all sources that were read so far.
UNKNOWN_YET = {
    "agreement.alliances",
    "agreement.ends_on",
    "agreement.starts_on",
    "institution.website",
    "project.started_on",
    "source.archived_url",
    "source.author",
    "source.read_on",
    "source.reprints",
}

each_noun = pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)


def edited_fields(noun):
    """Return the names of the fields of a noun that an editor fills in."""
    own = noun.model._meta
    links = [field for field in own.many_to_many if field.remote_field.through._meta.auto_created]
    return {field.name for field in (*own.concrete_fields, *links)} - OWN


@each_noun
def test_public_fields_are_fields(noun):
    strays = []
    for name in (*noun.model.PUBLIC_FIELDS, *noun.names, *noun.model.KEY_FIELDS, *noun.uncited):
        try:
            noun.model._meta.get_field(name)
        except FieldDoesNotExist:
            strays.append(name)

    assert strays == []


@each_noun
def test_each_field_that_is_edited_is_public(noun):
    told_with_others = {*noun.model.DAYS.values(), *noun.model.TOLD_WITH}

    assert edited_fields(noun) - told_with_others - set(noun.model.PUBLIC_FIELDS) == set()


@each_noun
def test_what_is_told_with_another_field_belongs_to_a_public_one(noun):
    assert set(noun.model.TOLD_WITH.values()) <= set(noun.model.PUBLIC_FIELDS)
    assert set(noun.model.IN_PLACE_OF.items()) <= {
        (field, flag) for flag, field in noun.model.TOLD_WITH.items()
    }


@each_noun
def test_each_public_field_stands_on_a_page(noun):
    told = {*noun.facts, *HEAD, *SECTIONS, *ELSEWHERE.get(noun.name, ())}

    assert [name for name in noun.model.PUBLIC_FIELDS if name not in told] == []


@each_noun
def test_each_field_that_is_edited_stands_in_its_form(noun):
    screen = admin.site._registry[noun.model]
    shown = set(flatten_fieldsets(screen.fieldsets))
    written_with_days = {known for day, known in noun.model.DAYS.items() if day in shown}

    assert edited_fields(noun) - shown - written_with_days == set()


@each_noun
def test_each_field_has_a_value_in_a_fixture(noun):
    rows = [
        row["fields"] | {"code": row["pk"]}
        for row in read(*FIXTURES)
        if row["model"] == f"agreements.{noun.name}"
    ]
    filled = {name for row in rows for name, value in row.items() if value not in ("", None, [])}
    missing = {f"{noun.name}.{name}" for name in edited_fields(noun) - filled}

    assert {name for name in missing if not default_of(name)} - UNKNOWN_YET == set()


def default_of(name):
    """Return the default of a field, which a fixture need not repeat."""
    noun, field = name.split(".")
    found = NOUNS[noun].model._meta.get_field(field)
    return found.has_default() and not isinstance(found, models.ManyToManyField)


@each_noun
def test_key_fields_are_cited(noun):
    if noun.name in Citation.SUBJECTS:
        assert [
            name for name in noun.model.KEY_FIELDS if name not in citable_fields(noun.name)
        ] == []


@each_noun
def test_links_by_which_a_record_is_found_lead_to_the_noun(noun):
    for found, paths in noun.found_by.items():
        for path in paths:
            model = noun.model
            for step in path.split("__"):
                model = model._meta.get_field(step).related_model
            assert model is NOUNS[found].model

    assert set(noun.found_loosely_by) <= noun.found_by.keys()


@each_noun
def test_noun_with_names_and_figures_can_be_given_them(noun):
    relations = {relation.name for relation in noun.model._meta.related_objects}

    assert ("names" in relations) == (noun.name in Name.SUBJECTS)
    assert ("figures" in relations) == (noun.name in Figure.SUBJECTS)


@pytest.mark.parametrize("noun", LISTED, ids=[noun.name for noun in LISTED])
def test_noun_with_pages_has_its_sentences_and_templates(noun):
    sentences = (noun.missing, noun.list_sentence, noun.record_sentence, noun.words_for(2))

    assert [bool(str(sentence)) for sentence in sentences] == [True] * 4
    assert get_template(f"rows/{noun.name}.html")
