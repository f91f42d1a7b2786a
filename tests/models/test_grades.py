"""How well values and records are known, by one set of rules in Python, in SQL and in the index."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.evidence.values import Evidence
from agreements.index.grading import grades_of
from agreements.models import Agreement, Citation, Project, Source
from agreements.models.grades import Grade, grade, grade_expression, weakest
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    PartyFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)
from tests.sweeps import examples


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Grade.UNSOURCED),
        ({"conclusions": 2}, Grade.CONCLUDED),
        ({"voices": 1}, Grade.SINGLE),
        ({"voices": 1, "conclusions": 1}, Grade.SINGLE),
        ({"voices": 2}, Grade.CORROBORATED),
        ({"voices": 9}, Grade.CORROBORATED),
        ({"disputes": 1}, Grade.DISPUTED),
        ({"disputes": 1, "voices": 9, "conclusions": 1}, Grade.DISPUTED),
    ],
)
def test_value_is_known_as_well_as_its_citations_say(counts, expected):
    assert grade(**counts) == expected


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([], Grade.UNSOURCED),
        ([Grade.CORROBORATED, Grade.CORROBORATED], Grade.CORROBORATED),
        ([Grade.CORROBORATED, Grade.SINGLE], Grade.SINGLE),
        ([Grade.SINGLE, Grade.CONCLUDED], Grade.CONCLUDED),
        ([Grade.CONCLUDED, Grade.UNSOURCED], Grade.UNSOURCED),
        ([Grade.UNSOURCED, Grade.DISPUTED, Grade.CORROBORATED], Grade.DISPUTED),
    ],
)
def test_record_is_known_as_well_as_its_weakest_value(grades, expected):
    assert weakest(grades) == expected


def in_sql(agreement):
    return Agreement.objects.with_evidence().get(pk=agreement.pk).evidence


def in_python(agreement):
    citations = agreement.citations.with_voices().with_items()
    return Evidence(agreement, citations).grade()


def in_index(agreement):
    keys, grades = grades_of(Agreement)
    return dict(zip(keys, grades, strict=True))[agreement.pk]


def in_index_after_a_change(agreement):
    return grades_of(Agreement, [agreement.pk])[1][0]


READERS = (in_sql, in_python, in_index, in_index_after_a_change)
FIELDS = ("", "title", "parties", "signed_on", "status", "sectors")


@pytest.mark.django_db
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_ways_to_grade_a_record_agree(data):
    draw = data.draw
    original = SourceFactory(publisher__name="Daily")
    agreements = [
        AgreementFactory(signed_on=draw(st.sampled_from([None, "2025-06-13"]))) for _ in range(2)
    ]
    for agreement in agreements:
        parties = [PartyFactory(agreement=agreement) for _ in range(draw(st.integers(0, 3)))]
        agreement.sectors.set([SectorFactory()][: draw(st.integers(0, 1))])
        for _citation in range(draw(st.integers(0, 12))):
            field = draw(st.sampled_from(FIELDS))
            items = [None, *parties] if field == "parties" else [None]
            publisher = draw(st.sampled_from(["Daily", "Weekly"]))
            CitationFactory(
                agreement=agreement,
                field=field,
                party=draw(st.sampled_from(items)),
                stance=draw(st.sampled_from(Citation.Stance.values)),
                basis=draw(st.sampled_from(Citation.Basis.values)),
                source=SourceFactory(
                    publisher__name=publisher, reprints=draw(st.sampled_from([None, original]))
                ),
            )

    for agreement in agreements:
        assert len({reader(agreement) for reader in READERS}) == 1


def cite_all(agreement, *publishers, **other):
    """Cite each key value of an agreement, once for each publisher."""
    for publisher in publishers:
        source = SourceFactory(publisher__name=publisher)
        for field in Agreement.KEY_FIELDS:
            CitationFactory(agreement=agreement, source=source, field=field, **other)


@pytest.fixture
def agreement():
    """An agreement with a value in each of its key fields."""
    agreement = PartyFactory(agreement=AgreementFactory(signed_on="2025-06-13")).agreement
    agreement.sectors.add(SectorFactory())
    return agreement


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
class TestRecord:
    def test_is_corroborated_only_if_each_key_value_is(self, reader, agreement):
        cite_all(agreement, "Daily", "Weekly")
        assert reader(agreement) == Grade.CORROBORATED

        Citation.objects.filter(field="status", source__publisher__name="Weekly").delete()
        assert reader(agreement) == Grade.SINGLE

    def test_is_not_known_by_what_is_said_of_it_as_a_whole(self, reader, agreement):
        for publisher in ("Daily", "Weekly"):
            CitationFactory(agreement=agreement, source=SourceFactory(publisher__name=publisher))

        assert reader(agreement) == Grade.UNSOURCED

    def test_one_party_that_no_source_names_leaves_it_unsourced(self, reader, agreement):
        first = agreement.parties.get()
        cite_all(agreement, "Daily")
        Citation.objects.filter(field="parties").update(party=first)
        PartyFactory(agreement=agreement)

        assert reader(agreement) == Grade.UNSOURCED

    def test_concluded_value_makes_it_concluded(self, reader, agreement):
        cite_all(agreement, "Daily", "Weekly")
        Citation.objects.filter(field="sectors").update(basis="concluded")

        assert reader(agreement) == Grade.CONCLUDED

    def test_concluded_dispute_is_none(self, reader, agreement):
        cite_all(agreement, "Daily")
        dispute = {"field": "status", "stance": "disputes", "stated_value": "planned"}
        CitationFactory(agreement=agreement, basis="concluded", **dispute)
        assert reader(agreement) == Grade.SINGLE

        CitationFactory(agreement=agreement, **dispute)
        assert reader(agreement) == Grade.DISPUTED

    def test_what_bears_on_a_value_counts_on_neither_side(self, reader, agreement):
        cite_all(agreement, "Daily")
        cite_all(agreement, "Weekly", stance="bears")

        assert reader(agreement) == Grade.SINGLE

    def test_dispute_of_a_value_that_is_not_key_leaves_it_as_it_is(self, reader, agreement):
        cite_all(agreement, "Daily")
        CitationFactory(agreement=agreement, field="kind", stance="disputes")

        assert reader(agreement) == Grade.SINGLE

    def test_reprint_is_the_voice_of_what_it_reprints(self, reader, agreement):
        cite_all(agreement, "Daily", "Weekly")
        weekly = Source.objects.get(publisher__name="Weekly")

        weekly.reprints = Source.objects.get(publisher__name="Daily")
        weekly.save()

        assert reader(agreement) == Grade.SINGLE

    def test_value_that_it_lacks_does_not_count(self, reader, agreement):
        cite_all(agreement, "Daily")
        Agreement.objects.update(signed_on=None)
        Citation.objects.filter(field="signed_on").delete()
        agreement.refresh_from_db()

        assert reader(agreement) == Grade.SINGLE

    def test_citations_of_another_record_do_not_count(self, reader, agreement):
        cite_all(PartyFactory().agreement, "Daily", stance="disputes")

        assert reader(agreement) == Grade.UNSOURCED


@pytest.mark.django_db
def test_records_of_other_nouns_have_grades_too():
    project = ProjectFactory(kind="workshop", status="operating")
    for field in Project.KEY_FIELDS:
        CitationFactory(agreement=None, project=project, field=field)

    found = Project.objects.annotate(evidence=grade_expression(Project)).get(pk=project.pk)

    assert found.evidence == grades_of(Project)[1][0] == Grade.SINGLE
