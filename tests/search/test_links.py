"""Through which records a record is found, and how close they are."""

import pytest

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import Agreement, Alliance, Event, Institution, Source
from agreements.nouns import AGREEMENT
from agreements.search.links import filter_matches, own_names, with_tier
from agreements.search.query import parse
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    InstitutionFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    SourceFactory,
    factory_of,
)
from tests.folded import fold_everything

from .searching import looked_up

pytestmark = pytest.mark.django_db


def found(model, query):
    """Return {title: tier} of the records that a query finds."""
    matches = looked_up(query)
    records = with_tier(filter_matches(model.objects.all(), matches), matches)
    return {str(record): record.tier for record in records}


def test_nearer_names_make_better_matches():
    for title in ("Forestry", "Forestry now", "On forestry", "Agroforestry", "Other"):
        AgreementFactory(title=title)
    near = PartyFactory(agreement=AgreementFactory(title="By a party")).institution
    NameFactory(institution=near, text="Forestry college")
    far = AgreementFactory(title="By an alliance")
    far.alliances.add(AllianceFactory(name="Forestry alliance"))

    assert found(Agreement, "forestry") == {
        "Forestry": 0,
        "Forestry now": 1,
        "On forestry": 3,
        "By a party": 4,
        "By an alliance": 5,
        "Agroforestry": 6,
    }


def test_all_words_must_lead_to_the_same_record():
    party = PartyFactory(agreement=AgreementFactory(title="Workshop"))
    Institution.objects.filter(pk=party.institution_id).update(name="Silk college")
    AgreementFactory(title="Silk")

    assert found(Agreement, "workshop silk").keys() == {"Workshop"}


def test_member_of_an_alliance_is_found_less_closely_than_a_body_of_a_place():
    MembershipFactory(
        alliance=AllianceFactory(name="Osh alliance"), institution=InstitutionFactory(name="Member")
    )
    InstitutionFactory(name="Body", place=PlaceFactory(name="Osh"))

    assert found(Institution, "osh") == {"Body": 4, "Member": 5}


def test_what_lies_in_a_place_two_steps_deep_is_found_by_its_name():
    region = PlaceFactory(name="Samarkand region")
    city = PlaceFactory(name="City", parent=region)
    InstitutionFactory(name="College", place=PlaceFactory(name="District", parent=city))

    assert found(Institution, "samarkand").keys() == {"College"}


@pytest.mark.parametrize("model", [Agreement, Alliance, Event, Institution])
def test_what_somebody_spoke_of_is_found_loosely_by_the_name(model):
    noun = model._meta.model_name
    spoken_of = factory_of(noun)()
    about = {"agreement": None, noun: spoken_of}
    CitationFactory(**about, speaker_person=PersonFactory(name="Makhkamov"))
    CitationFactory(**about, speaker_person=PersonFactory(name="Xi Ru"))
    factory_of(noun)()

    assert found(model, "makhkamov") == {str(spoken_of): 5}


def test_source_is_found_closely_by_who_wrote_it():
    source = SourceFactory(title="News")
    source.written_by.add(PersonFactory(name="Tan Yingzi"))

    assert found(Source, "tan yingzi") == {"News": 4}


def test_own_names_leave_out_what_is_linked():
    place = PlaceFactory(name="Osh")
    InstitutionFactory(name="Linked", place=place)
    own = InstitutionFactory(name="Osh college")

    assert list(Institution.objects.filter(own_names(Institution, looked_up("osh")))) == [own]


def test_place_that_comes_to_lie_in_another_leads_to_its_records():
    region, other = PlaceFactory(name="Samarkand"), PlaceFactory(name="Bukhara")
    city = PlaceFactory(name="Town", parent=other)
    agreement = PartyFactory(institution__place=city).agreement
    fold_everything()

    def listed(words):
        query = parse(words)
        with live.snapshot() as snapshot:
            index = snapshot.index(AGREEMENT)
            return index.select(Selection(query=query), snapshot.matches(query)).ids

    assert (listed("samarkand"), listed("bukhara")) == ([], [agreement.pk])
    city.parent = region
    city.save()
    assert (listed("samarkand"), listed("bukhara")) == ([agreement.pk], [])
