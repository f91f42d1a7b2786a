"""Why a record was found, where its title does not show it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.lists import live
from agreements.models import Agreement
from agreements.nouns import AGREEMENT, SOURCE, noun_of
from agreements.search.explain import Batch, Reasons
from agreements.search.query import parse
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


def explained(query, *records):
    """Return the records with what was said of them."""
    with live.snapshot() as snapshot:
        noun = noun_of(records[0])
        batch = Batch(noun, list(records), snapshot.index(noun).keys_of)
        Reasons(snapshot.matches(parse(query)), [batch]).attach()
    return records


def told(query, record):
    """Return why one record was found by its sentences alone."""
    fold_everything()
    with live.snapshot() as snapshot:
        noun = noun_of(record)
        index, matches = snapshot.index(noun), snapshot.matches(parse(query))
        batch = Batch(noun, [record], index.keys_of, index.told([record.pk], matches))
        Reasons(matches, [batch]).attach()
    return record.reasons


def reasons(query, record):
    """Return why one record was found."""
    return explained(query, record)[0].reasons


def test_title_that_shows_the_words_is_reason_enough():
    (college,) = explained("tashkent", InstitutionFactory(name="Tashkent college"))

    assert college.highlighted == "<mark>Tashkent</mark> college"
    assert college.reasons == []


def test_nothing_is_read_of_what_titles_show():
    agreement = PartyFactory(agreement__title="Osh workshop").agreement
    reasons("osh", agreement)

    with live.snapshot() as snapshot:
        matches = snapshot.matches(parse("osh"))
        with CaptureQueriesContext(connection) as captured:
            Reasons(matches, [Batch(AGREEMENT, [agreement], lambda *_asked: [])]).attach()

    assert (len(captured), agreement.reasons) == (0, [])


def test_of_several_parties_the_first_is_the_reason():
    agreement = AgreementFactory(title="Workshop")
    for position, name in ((2, "Osh college"), (1, "Osh institute")):
        body = InstitutionFactory(name=name)
        PartyFactory(agreement=agreement, institution=body, position=position)

    assert reasons("osh", agreement) == ["institution: <mark>Osh</mark> institute"]


def test_those_who_speak_are_shown_and_of_many_citations_only_theirs_are_read():
    event, person = EventFactory(), PersonFactory(name="Otabek Makhkamov")
    for speaker in (person, PersonFactory(), None):
        CitationFactory(agreement=None, event=event, speaker_person=speaker)
    reasons("makhkamov", event)

    with CaptureQueriesContext(connection) as captured:
        found = reasons("makhkamov", event)
    [read] = [query["sql"] for query in captured if "agreements_citation" in query["sql"]]

    assert found == ["person: Otabek <mark>Makhkamov</mark>"]
    assert "NOT" in read
    assert "claim" not in read


def test_person_who_speaks_for_a_body_is_found_by_it():
    person = PersonFactory(name="Yi Jun")
    body = InstitutionFactory(name="Osh college")
    CitationFactory(speaker_person=person, speaker_institution=body)

    assert reasons("osh", person) == ["institution: <mark>Osh</mark> college"]


def test_other_name_that_holds_the_words_is_shown():
    college = NameFactory(institution=InstitutionFactory(name="College"), text="Osh kolleji")

    assert reasons("osh", college.institution) == ["also named <mark>Osh</mark> kolleji"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("welders", "It trains <mark>welders</mark>."),
        ("welder", "It trains <mark>welders</mark>."),
        ("weld", "It trains <mark>welders</mark>."),
        ("train", "It <mark>trains</mark> welders."),
        ("training welder", "It <mark>trains</mark> <mark>welders</mark>."),
    ],
)
def test_sentence_is_quoted_with_a_mark_on_each_form_of_a_word(query, reason):
    sentence = re.sub("</?mark>", "", reason)
    college = InstitutionFactory(name="College", summary=f"It is old. {sentence}")

    assert told(query, college) == [f"in its summary: {reason}"]


def test_sentence_that_holds_all_words_is_quoted_alone():
    summary = "Delegations signed. It knows BYD. In 2025 it signed with BYD."
    college = InstitutionFactory(name="College", summary=summary)

    assert told("who signed with BYD in 2025", college) == [
        "in its summary: In <mark>2025</mark> it <mark>signed</mark> with <mark>BYD</mark>."
    ]


def test_name_that_holds_most_of_a_phrase_is_told_with_all_of_that_marked():
    body = InstitutionFactory(name="Transport University")
    NameFactory(institution=body, text="塔什干国立交通大学")

    assert reasons("塔什干交通大学", body) == [
        "also named <mark>塔什干</mark>国立<mark>交通大学</mark>"
    ]


def test_other_name_in_a_recorded_language_says_which_it_is():
    college = InstitutionFactory(name="Transport college")
    NameFactory(institution=college, text="Transport texnikumi", language="uz-Latn")

    assert reasons("texnikumi", college) == [
        'also named <bdi lang="uz-Latn">Transport <mark>texnikumi</mark></bdi>'
    ]


def test_field_says_what_it_is():
    source = SourceFactory(title="News", publisher__name="Gazette", author="Saidova")

    assert reasons("gazette", source) == ["publisher: <mark>Gazette</mark>"]
    assert reasons("saidova", source) == ["author: <mark>Saidova</mark>"]
    assert SOURCE.names == ("title", "author")


def test_linked_record_is_named_with_the_words_marked():
    party = PartyFactory(institution=InstitutionFactory(name="Osh college"))

    assert reasons("osh", party.agreement) == ["institution: <mark>Osh</mark> college"]


def test_linked_record_found_by_another_name_says_both():
    party = PartyFactory(institution=InstitutionFactory(name="College"))
    NameFactory(institution=party.institution, text="Osh kolleji")

    assert reasons("osh", party.agreement) == [
        "institution: College, also named <mark>Osh</mark> kolleji"
    ]


def test_linked_record_found_by_its_number_is_named():
    party = PartyFactory(institution=InstitutionFactory(name="College"))

    assert reasons(party.institution.ref, party.agreement) == ["institution: College"]


def test_record_found_by_its_own_number_needs_no_reason():
    agreement = AgreementFactory(title="Workshop")

    assert reasons(agreement.ref, agreement) == []


def test_what_holds_the_place_is_named_two_steps_up():
    region = PlaceFactory(name="Samarkand")
    city = PlaceFactory(name="City", parent=region)
    district = PlaceFactory(name="District", parent=city)

    assert reasons("samarkand", InstitutionFactory(name="College", place=district)) == [
        "place: <mark>Samarkand</mark>"
    ]


def test_word_itself_is_a_better_reason_than_a_synonym_of_it():
    party = PartyFactory(institution=InstitutionFactory(name="Toshkent college"))
    synonym = SectorFactory(name="Tashkent")
    NameFactory(institution=None, sector=synonym, text="Toshkent")
    party.agreement.sectors.add(synonym)

    assert reasons("tashkent", party.agreement) == ["sector: <mark>Tashkent</mark>"]


def test_each_word_gives_its_own_reason_and_the_same_is_said_once():
    party = PartyFactory(institution=InstitutionFactory(name="Osh silk college"))
    agreement = party.agreement
    agreement.sectors.add(SectorFactory(name="Forestry"))

    assert reasons("osh forestry", agreement) == [
        "institution: <mark>Osh</mark> silk college",
        "sector: <mark>Forestry</mark>",
    ]
    assert reasons("osh oss", agreement) == ["institution: <mark>Osh</mark> silk college"]


def test_name_that_holds_several_words_is_told_once():
    party = PartyFactory(institution=InstitutionFactory(name="Osh silk college"))
    NameFactory(institution=party.institution, text="Oshskiy shelk")

    assert reasons("osh college", party.agreement) == [
        "institution: <mark>Osh</mark> silk <mark>college</mark>"
    ]
    assert reasons("oshskiy shelk", party.institution) == [
        "also named <mark>Oshskiy</mark> <mark>shelk</mark>"
    ]


def test_day_of_its_own_needs_no_reason_and_that_of_another_record_does():
    event = EventFactory(name="Conference", first_on=date(2025, 6, 13))
    dated = AgreementFactory(title="Workshop", event=event, signed_on=date(2025, 6, 13))
    undated = AgreementFactory(title="Workshop", event=event)

    assert reasons("June 2025", dated) == []
    assert reasons("June 2025", undated) == ["event: Conference"]


def test_similar_word_is_owned_up_to():
    (similar,) = explained("forestrx", AgreementFactory(title="Forestry"))
    (literal,) = explained("forestry", AgreementFactory(title="Forestry"))

    assert (similar.is_similar, literal.is_similar) == (True, False)


def test_names_are_never_markup():
    party = PartyFactory(institution=InstitutionFactory(name="Osh <b>college</b>"))

    assert reasons("osh", party.agreement) == [
        "institution: <mark>Osh</mark> &lt;b&gt;college&lt;/b&gt;"
    ]


def test_index_tells_what_the_agreements_of_a_body_lead_to():
    college = InstitutionFactory(name="College")
    agreement = PartyFactory(institution=college).agreement
    agreement.sectors.add(SectorFactory(name="Forestry"))

    assert reasons("forestry", college) == ["sector: <mark>Forestry</mark>"]


def test_reasons_of_many_records_take_as_many_queries_as_of_one():
    college = InstitutionFactory(name="Osh college")
    for _number in range(5):
        PartyFactory(agreement=AgreementFactory(title="Workshop"), institution=college)

    def queries(records):
        records = list(records)
        with live.snapshot() as snapshot:
            looked_up = snapshot.matches(parse("osh"))
            with CaptureQueriesContext(connection) as captured:
                keys_of = snapshot.index(AGREEMENT).keys_of
                Reasons(looked_up, [Batch(AGREEMENT, records, keys_of)]).attach()
        return len(captured)

    assert queries(Agreement.objects.all()[:1]) == queries(Agreement.objects.all()) > 0
