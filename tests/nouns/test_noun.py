"""What every noun is asked: its words, its facts, its facets, its orders."""

import pytest

from agreements.models import Agreement, Event
from agreements.nouns import AGREEMENT, EVENT, INSTITUTION, PLACE, SECTOR, SOURCE
from agreements.nouns.noun import linked_paths


def test_noun_is_called_as_its_model_is():
    assert (AGREEMENT.name, AGREEMENT.title) == ("agreement", "Agreements")


def test_list_has_an_address_where_records_have_pages_of_their_own():
    assert (SECTOR.list_address, PLACE.list_address) == ("/sectors/", "")


def test_facts_are_the_public_fields_that_stand_nowhere_else():
    assert SECTOR.facts == ["source_wording", "isced_code"]


@pytest.mark.parametrize(
    ("noun", "field", "label"),
    [
        (AGREEMENT, "signed_on", "Signed on"),
        (AGREEMENT, "sectors", "Sectors"),
        (AGREEMENT, "parties", "Parties"),
        (INSTITUTION, "parent", "Belongs to"),
    ],
    ids=["a day", "several links", "rows that belong to it", "one link"],
)
def test_field_is_labelled_as_readers_know_it(noun, field, label):
    assert noun.label_of(field) == label


def test_facet_is_found_whether_it_is_counted_or_derived():
    found = [AGREEMENT.facet(name).parameter for name in ("sector", "institution", "corridor")]

    assert found == ["sector", "institution", "corridor"]


def test_noun_gives_others_the_facet_by_which_they_are_counted_along_it():
    facet = EVENT.counted_along("agreement__event")

    assert (facet.parameter, facet.label, facet.path, facet.model, facet.unknown_message) == (
        *("event", "Event", "agreement__event", Event),
        "No event has the number “%(value)s”.",
    )


@pytest.mark.parametrize(
    ("noun", "sort", "label"),
    [
        (AGREEMENT, "title", "Title, A to Z"),
        (AGREEMENT, "", "Newest first"),
        (SOURCE, "published", "Oldest first"),
    ],
    ids=["by its name", "the list's own", "of a list without facets"],
)
def test_order_of_a_list_is_found_by_its_name(noun, sort, label):
    assert noun.arrangement(sort).label == label


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 institution"), (1200, "1,200 institutions")], ids=str
)
def test_number_of_records_is_told_in_words(count, words):
    assert INSTITUTION.words_for(count) == words


KNOWN = ("on", "precision")


def test_noun_is_linked_to_all_that_it_is_counted_named_and_told_of_by():
    paths = [(noun.name, path) for noun, path in linked_paths([AGREEMENT, PLACE, SOURCE])]

    assert paths == [
        ("agreement", "sectors"),
        ("agreement", "parties__institution__country"),
        ("agreement", "kind"),
        ("agreement", "status"),
        *(("agreement", f"{end}_{known}") for end in ("starts", "ends") for known in KNOWN),
        ("agreement", "is_open_ended"),
        ("agreement", "status"),
        ("agreement", "citations__source__published_on"),
        ("agreement", "citations__source__published_precision"),
        ("agreement", "citations__stance"),
        ("agreement", "citations__source__publisher"),
        ("agreement", "citations__source__reprints__publisher"),
        *(("agreement", field) for field in Agreement.KEY_FIELDS),
        ("agreement", "signed_on"),
        ("agreement", "alliances"),
        ("agreement", "event"),
        ("agreement", "parties__institution"),
        ("agreement", "event__place"),
        ("agreement", "citations__speaker_person"),
        ("agreement", "parties__role"),
        ("agreement", "parties__institution__place"),
        ("agreement", "parties__institution__place__parent"),
        ("agreement", "parties__institution__place__parent__parent"),
        ("agreement", "names__text"),
        ("agreement", "translations__text"),
        ("agreement", "citations__claim"),
        ("place", "country"),
        ("place", "parent"),
        ("place", "names__text"),
        ("place", "citations__claim"),
        ("source", "kind"),
        ("source", "publisher"),
        ("source", "language"),
        ("source", "published_on"),
        ("source", "reprints__publisher"),
        ("source", "written_by"),
    ]
