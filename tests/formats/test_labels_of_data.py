"""Data names other records in the language that it is asked for in, and its own as they are."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.models import Name
from agreements.models.name import NAMED
from agreements.nouns import NOUNS
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

RUSSIAN = "По-русски"
LABELS = {
    "agreements": ("event_name", "party_names"),
    "agreements parties": ("agreement_title", "institution_name", "place"),
    "agreements statements": ("speaker",),
    "institutions": ("place_name", "country_name", "parent_name"),
    "alliances": ("guided_by_name",),
    "events": ("part_of_name", "place_name", "host_name"),
    "projects": ("place_name", "host_name", "agreement_name", "alliance_name"),
}


@pytest.fixture
def linked(db):
    """Return an agreement; each record leads to all that it can lead to, and has a Russian name."""
    place = PlaceFactory()
    body = InstitutionFactory(name="A", place=place, parent=InstitutionFactory(name="B"))
    event = EventFactory(name="A", place=place, host=body, part_of=EventFactory(name="B"))
    alliance = AllianceFactory(guided_by=body)
    agreement = AgreementFactory(event=event)
    PartyFactory(agreement=agreement, institution=body)
    CitationFactory(agreement=agreement, speaker_person=PersonFactory())
    ProjectFactory(agreement=agreement, alliance=alliance, place=place, host=body)
    name_all(RUSSIAN, language="ru", kind=Name.Kind.TRANSLATED)
    return agreement


def name_all(text, **values):
    for noun in NAMED:
        for record in NOUNS[noun].model.objects.all():
            NameFactory(**{"institution": None, noun: record, "text": text, **values})


def read(client, table, language, **asked):
    """Return the labels of a table's first row in a language, and the number of queries."""
    noun, _space, rows = table.partition(" ")
    asked |= {"lang": language, "columns": ",".join(LABELS[table])}
    if rows:
        asked["rows"] = rows
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/{noun}.csv", asked)
        body = b"".join(response) if response.streaming else response.content
    return next(csv.DictReader(StringIO(body.decode("utf-8-sig")))), len(captured)


@pytest.mark.parametrize("table", LABELS)
def test_labels_are_in_the_language_asked_for_by_as_many_queries(client, linked, table):
    read(client, table, "en")

    english, queries = read(client, table, "en")
    russian, russian_queries = read(client, table, "ru")

    assert RUSSIAN not in english.values()
    assert russian == dict.fromkeys(LABELS[table], RUSSIAN)
    assert russian_queries == queries


def test_labels_of_an_earlier_day_are_those_of_that_day(client, linked):
    today = timezone.localdate().isoformat()

    russian, _queries = read(client, "agreements", "ru", as_of=today)

    assert russian == dict.fromkeys(LABELS["agreements"], RUSSIAN)


def test_record_keeps_its_own_title(client, linked):
    told = client.get("/agreements/AG-0001.json?lang=ru").json()

    assert told["agreement"]["title"] == linked.title
    assert told["agreement"]["other_names"] == [f"ru: {RUSSIAN}"]
    assert told["parties"][0]["agreement_title"] == RUSSIAN


def test_what_a_source_states_comes_before_what_the_register_calls_it(client, linked):
    name_all("Официально", language="ru")

    russian, _queries = read(client, "agreements", "ru")

    assert russian == dict.fromkeys(LABELS["agreements"], "Официально")


def test_label_without_a_name_in_the_language_is_the_own_name(client, linked):
    english, _queries = read(client, "projects", "en")

    assert read(client, "projects", "uz")[0] == english
