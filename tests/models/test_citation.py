from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Citation, Source
from agreements.models.citation import CITED, citable_fields
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    FigureFactory,
    IdentifierFactory,
    InstitutionFactory,
    LinkFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    SourceFactory,
)
from tests.models.rules import DAYS, KEPT, outcome, refused
from tests.models.test_subjects import MAKERS

NO_SUCH_FIELD = refused("The record has no such field.")
NO_SPEAKER = refused("Say who the speaker is.")
FIELDS = [(noun, field) for noun in CITED for field in ("", *citable_fields(noun))]


def about(noun):
    """Return a citation about a new record of the noun."""
    return CitationFactory(**{"agreement": None, noun: MAKERS[noun]()})


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_source_published_on_within_precision(on, precision, expected):
    source = SourceFactory()

    result = outcome(source, published_on=on, published_precision=precision)

    assert result == expected


@pytest.mark.django_db
def test_reprint_is_of_an_original():
    reprint = SourceFactory(reprints=SourceFactory())

    with pytest.raises(ValidationError) as refused:
        SourceFactory.build(reprints=reprint).clean()

    assert refused.value.message_dict == {
        "reprints": ["This is a reprint itself: name the original."]
    }
    assert reprint.clean() is None


@pytest.mark.django_db
def test_source_reprints_another():
    source = SourceFactory()

    results = [outcome(source, reprints=SourceFactory()), outcome(source, reprints=source)]

    assert results == [KEPT, refused("A source cannot be a reprint of itself.")]


@pytest.mark.django_db
def test_sources_without_a_day_come_last():
    undated = SourceFactory()
    older = SourceFactory(published_on=date(2023, 1, 1))
    newer = SourceFactory(published_on=date(2024, 9, 24))

    sources = list(Source.objects.all())

    assert sources == [newer, older, undated]


@pytest.mark.django_db
def test_source_stands_at_its_ref():
    source = SourceFactory(title="An article")

    shown = (str(source), source.get_absolute_url())

    assert shown == ("An article", "/sources/SO-0001/")


@pytest.mark.parametrize(("noun", "field"), FIELDS)
def test_citable_field_is_a_field_of_the_noun(noun, field):
    model = CITED[noun]

    fields = {known.name for known in model._meta.get_fields()}

    assert field in {"", *fields}


@pytest.mark.django_db
@pytest.mark.parametrize(("noun", "field"), FIELDS)
def test_citation_field_belongs_to_record(noun, field):
    citation = about(noun)

    result = outcome(citation, field=field)

    assert result == KEPT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("noun", "field"),
    [
        *((noun, "colour") for noun in CITED),
        ("agreement", "name"),
        ("agreement", "memberships"),
        ("agreement", "Title"),
        ("alliance", "parties"),
        ("country", "place"),
        ("country", "sectors"),
        ("place", "figures"),
        ("institution", "ref"),
        ("sector", "slug"),
    ],
)
def test_citation_field_of_another_noun_is_refused(noun, field):
    citation = about(noun)

    result = outcome(citation, field=field)

    assert result == NO_SUCH_FIELD


ITEMS = {
    "party": ("parties", "title", "agreement", AgreementFactory, PartyFactory),
    "link": ("links", "title", "from_agreement", AgreementFactory, LinkFactory),
    "membership": ("memberships", "name", "alliance", AllianceFactory, MembershipFactory),
    "identifier": (
        "identifiers",
        "name",
        "institution",
        InstitutionFactory,
        IdentifierFactory,
    ),
    "name": ("names", "name", "institution", InstitutionFactory, NameFactory),
    "figure": ("figures", "name", "alliance", AllianceFactory, FigureFactory),
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("item", "values"), ITEMS.items(), ids=[f"{item} among {ITEMS[item][0]}" for item in ITEMS]
)
def test_citation_names_id_list_several_values(item, values):
    field, another_field, owner, make_record, make_item = values
    record = make_record()
    noun = record._meta.model_name
    citation = CitationFactory(**{"agreement": None, noun: record})
    chosen = make_item(**{owner: record})

    results = [
        outcome(citation, **{"field": field, item: None}),
        outcome(citation, **{"field": field, item: chosen}),
        outcome(citation, **{"field": another_field, item: chosen}),
        outcome(citation, **{"field": "", item: chosen}),
    ]

    amiss = refused("To name one of several values, choose the field that holds them.")
    assert results == [KEPT, KEPT, amiss, amiss]


@pytest.mark.django_db
def test_citation_outlives_the_value_that_it_names():
    party = PartyFactory()
    citation = CitationFactory(agreement=party.agreement, field="parties", party=party)

    party.delete()

    citation.refresh_from_db()
    assert (citation.field, citation.party) == ("parties", None)


@pytest.mark.django_db
def test_citation_claim_not_empty():
    citation = CitationFactory()

    results = [outcome(citation, claim="It was signed."), outcome(citation, claim="")]

    assert results == [KEPT, refused("Say what the source says.")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stance", "stated_value", "expected"),
    [
        ("supports", "", KEPT),
        ("disputes", "", KEPT),
        ("disputes", "14", KEPT),
        ("bears", "14", KEPT),
        (
            "supports",
            "14",
            refused("A citation that supports a value does not state another one instead."),
        ),
    ],
    ids=[
        "supports",
        "disputes",
        "disputes with a value",
        "bears with a value",
        "supports with a value",
    ],
)
def test_citation_in_support_states_nothing_else(stance, stated_value, expected):
    citation = CitationFactory()

    result = outcome(citation, stance=stance, stated_value=stated_value)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("speaker", "has_person", "position", "has_institution", "expected"),
    [
        ("", False, "", False, KEPT),
        ("A speaker", False, "", False, KEPT),
        ("A speaker", False, "director", True, KEPT),
        ("", True, "", False, KEPT),
        ("", True, "director", True, KEPT),
        ("", False, "director", False, NO_SPEAKER),
        ("", False, "", True, NO_SPEAKER),
        ("", False, "director", True, NO_SPEAKER),
    ],
    ids=[
        *("nobody", "a name", "all", "a person", "a person in a post"),
        *("only position", "only institution", "no name"),
    ],
)
def test_citation_position_needs_speaker(speaker, has_person, position, has_institution, expected):
    citation = CitationFactory()

    result = outcome(
        citation,
        speaker=speaker,
        speaker_person=PersonFactory() if has_person else None,
        speaker_position=position,
        speaker_institution=InstitutionFactory() if has_institution else None,
    )

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("speaker", "has_person", "expected"),
    [
        ("", False, ""),
        ("experts", False, "experts"),
        ("Mr Makhkamov", True, "Mr Makhkamov"),
        ("", True, "Otabek Makhkamov"),
    ],
)
def test_speaker_is_named_as_the_source_does_or_by_the_record(speaker, has_person, expected):
    person = PersonFactory(name="Otabek Makhkamov") if has_person else None

    assert CitationFactory(speaker=speaker, speaker_person=person).speaker_name == expected


@pytest.mark.django_db
def test_citations_with_voices_take_one_query(django_assert_num_queries):
    for _ in range(3):
        CitationFactory(speaker_person=PersonFactory(), speaker_institution=InstitutionFactory())

    with django_assert_num_queries(1):
        voices = [
            (citation.source.voice.name, citation.speaker_institution.kind)
            for citation in Citation.objects.with_voices()
        ]

    assert voices == [("iChongqing", "vocational_college")] * 3


@pytest.mark.django_db
def test_citations_with_subjects_take_one_query(django_assert_num_queries):
    citations = [about(noun) for noun in CITED]

    with django_assert_num_queries(1):
        found = [citation.subject for citation in Citation.objects.with_subjects()]

    assert found == [citation.subject for citation in citations]
