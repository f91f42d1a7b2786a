"""Records are found by their summaries and by what sources say of them."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements import databases
from agreements.databases import postgresql as postgresql_module
from agreements.models import Citation, Institution, SearchPassage
from agreements.nouns import INSTITUTION
from agreements.search import full_text, passages
from agreements.search.full_text import TABLE
from agreements.search.passages import Excerpt, excerpt, excerpts
from agreements.search.query import parse
from agreements.search.texts import lowest_id
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    InstitutionFactory,
    TranslationFactory,
)
from tests.folded import fold_everything
from tests.search.searching import in_any_form, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    """A college of which its summary and two sources tell something."""
    college = InstitutionFactory(
        name="College",
        summary="It trains welders. Its workshops stand in Tashkent.\nSince 2024 it is a partner.",
    )
    claims = (
        "It is a strategic pillar of cooperation.",
        "重庆工程职业技术学院有两个车间。学生来自塔什干。",
    )
    for claim in claims:
        CitationFactory(agreement=None, institution=college, claim=claim)
    return college


@pytest.mark.parametrize(
    "query",
    [
        "welders",
        "weld",
        "pillar strategic",
        '"strategic pillar"',
        "pillar workshops 2024",
        "ташкент",
        "车间",
        "重慶",
        "工程职业",
        "车间 pillar",
        "间",
        "it",
        "welder",
        "pillars workshop",
        "Ташкентом",
        "co-operation",
        "strategic co-operations",
    ],
)
def test_record_is_found_where_its_sentences_hold_all_words(college, query):
    InstitutionFactory(name="Welders", country=college.country, summary="Nothing of that.")

    assert told(query) == {"institution": [college.pk]}


@pytest.mark.parametrize("query", ["welders", "重庆 车间"], ids=["one spelling", "two spellings"])
def test_sentences_are_found_in_one_query(college, query, django_assert_num_queries):
    fold_everything()
    asked = parse(query)

    with django_assert_num_queries(1):
        assert in_any_form(asked) == {"institution": [college.pk]}


@pytest.mark.parametrize(
    "query",
    [
        *("elders", '"pillar strategic"', "welders zebra", "车庆", "we", "院学", "", "!"),
        *("policy", "partition", '"strategic pillars"', "weldmesh"),
    ],
)
def test_record_is_not_found_where_a_word_is_missing_or_inside_another(college, query):
    Institution.objects.filter(pk=college.pk).update(
        summary="It trains welders. A partner, the police."
    )
    Citation.objects.filter(claim__contains="strategic").update(claim="A strategic pillar.")

    assert told(query) == {}


def test_records_of_all_nouns_are_found():
    country = CountryFactory()
    CitationFactory(agreement=None, country=country, claim="It hosts workshops.")
    agreement = AgreementFactory(summary="It founds a workshop.")
    CitationFactory(agreement=agreement, claim="A workshop.")

    assert told("workshop") == {"agreement": [agreement.pk], "country": [country.pk]}


def test_summary_is_found_in_each_language_and_quoted_in_that_one(college):
    for language, text in (("ru", "Готовит сварщиков. Дуально."), ("uz-Latn", "Oʻqitadi.")):
        TranslationFactory(institution=college, language=language, text=text)

    assert [told(query) for query in ("сварщиков", "o'qitadi", "svarshchikov oʻqitadi")] == [
        {"institution": [college.pk]}
    ] * 3
    assert excerpt(college, parse("сварщиков")) == [Excerpt("Готовит сварщиков.", language="ru")]


def change_claim(citation):
    Citation.objects.filter(pk=citation.pk).update(claim="It hosts welders.")


def change_claim_in_sql(citation):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_citation SET claim = 'Its welders.'")


def change_summary(citation):
    AgreementFactory._meta.model.objects.update(summary="Of welders.")


def add_claim(citation):
    CitationFactory(agreement=citation.agreement, claim="It trains welders.")


def translate(citation):
    TranslationFactory(institution=None, agreement=citation.agreement, text="Welders.")


def change_translation(citation):
    there = TranslationFactory(institution=None, agreement=citation.agreement)
    fold_everything()
    type(there).objects.update(text="Welders.")


CHANGES = (change_claim, change_claim_in_sql, change_summary, add_claim)


@pytest.mark.parametrize("change", [*CHANGES, translate, change_translation])
def test_changed_sentences_are_found_as_they_are(change):
    citation = CitationFactory(claim="A pillar.")
    before = told("welders")

    change(citation)

    assert (before, told("welders")) == ({}, {"agreement": [citation.agreement_id]})


def test_claim_that_is_moved_or_deleted_is_found_no_more():
    citation, other = CitationFactory(claim="A pillar."), AgreementFactory()
    first = citation.agreement_id
    assert told("pillar") == {"agreement": [first]}

    Citation.objects.update(agreement=other)
    assert told("pillar") == {"agreement": [other.pk]}

    Citation.objects.all().delete()
    assert (told("pillar"), SearchPassage.objects.count()) == ({}, 0)


def by_reading(texts, query):
    """Return what must be found: the records whose text holds each term, by reading it."""
    wanted = [*map(passages._wanted, query.terms)]
    return [key for key, text in texts.items() if all(term.stands_in(text) for term in wanted)]


LETTERS = "abcs 重庆กุქԱ1ɐ𠮷."


WORDS = ("workshop", "workshops", "co-operation", "cooperate", "колледжа", "колледж", "kollejlar")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sentences=st.lists(
        st.lists(st.text(alphabet=LETTERS, max_size=9) | st.sampled_from(WORDS), max_size=3),
        min_size=1,
        max_size=5,
    ),
    text=st.text(alphabet=f'{LETTERS}"', min_size=1, max_size=9) | st.sampled_from(WORDS),
)
def test_whatever_stands_in_a_passage_is_found_and_nothing_else(sentences, text):
    lowest = lowest_id("agreement")
    texts = {key: text for key, said in enumerate(sentences, 1) if (text := passages.passage(said))}
    SearchPassage.objects.all().delete()
    SearchPassage.objects.bulk_create(
        SearchPassage(id=lowest + key, text=text) for key, text in texts.items()
    )
    query = parse(text)

    found = in_any_form(query).get("agreement", []) if query.terms else []

    assert found == (by_reading(texts, query) if query.terms else [])


def test_word_of_any_length_is_found_and_kept_apart_from_others_that_begin_so():
    long, other = "a" * 5_000, "a" * 4_999 + "b"
    first = AgreementFactory(summary=f"It says {long}.")
    AgreementFactory(summary=f"It says {other}.")

    assert told(long) == {"agreement": [first.pk]}


def test_phrase_never_runs_from_one_sentence_of_another_source_into_the_next():
    agreement = AgreementFactory(summary="A strategic")
    CitationFactory(agreement=agreement, claim="Pillar of steel")

    assert told('"strategic pillar"') == {}
    assert told("strategic pillar") == {"agreement": [agreement.pk]}


def test_passages_are_never_read_one_by_one():
    SearchPassage.objects.bulk_create(
        SearchPassage(id=number, text=f"| word {number} forest |") for number in range(1, 300)
    )

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query, parameters = databases.of(connection).find_words(TABLE, [[(["forest"], False)]])
            cursor.execute(f"EXPLAIN QUERY PLAN {query}", parameters)
        else:
            cursor.execute(postgresql_module.BY_INDEX.replace("SET", "; SET LOCAL").strip("; "))
            vector = postgresql_module.WORDS.format(text="text")
            holding = postgresql_module.HOLDING.format(table=TABLE, vector=vector)
            asked = holding.replace("$1", "'forest:*'::tsquery").replace("$2", "'{}'::text[]")
            cursor.execute(f"EXPLAIN {asked}")
        plan = " ".join(str(row) for row in cursor.fetchall())

    index = {"sqlite": "VIRTUAL TABLE INDEX 0:M", "postgresql": "Bitmap Index Scan"}
    assert index[connection.vendor] in plan
    assert "Seq Scan" not in plan


def test_index_of_words_is_made_again_where_it_is_missing(college):
    fold_everything()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {TABLE}_update")
            cursor.execute(f"DROP TABLE {TABLE}_words")
        else:
            cursor.execute(f"DROP INDEX {TABLE}_words")

    full_text.install(connection)

    assert told("welders") == {"institution": [college.pk]}


def test_reader_writes_nothing(college):
    before = in_any_form(parse("welders"))

    assert (before, SearchPassage.objects.count()) == ({}, 0)


def test_excerpts_are_the_sentences_that_hold_the_words(college):
    pillar, workshops = Citation.objects.order_by("pk").values_list("pk", flat=True)

    assert excerpt(college, parse("welders")) == [Excerpt("It trains welders.")]
    assert excerpt(college, parse("tashkent pillar")) == [
        Excerpt("Its workshops stand in Tashkent."),
        Excerpt("It is a strategic pillar of cooperation.", pillar),
    ]
    assert excerpt(college, parse("塔什干")) == [Excerpt("学生来自塔什干。", workshops)]
    assert excerpt(college, parse("zebra")) == []


def test_excerpts_of_many_records_take_two_queries(college, django_assert_num_queries):
    other = InstitutionFactory(country=college.country, summary="It has welders too.")

    with django_assert_num_queries(2):
        told = excerpts(INSTITUTION, [college.pk, other.pk], parse("welders"))

    assert told == {
        college.pk: [Excerpt("It trains welders.")],
        other.pk: [Excerpt("It has welders too.")],
    }
