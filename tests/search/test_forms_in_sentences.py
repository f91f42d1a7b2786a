"""Sentences are found by other forms of their words, and by other ways to write them."""

from datetime import date

import pytest

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import Agreement
from agreements.nouns import AGREEMENT
from agreements.search import passages
from agreements.search.links import filter_matches, with_tier
from agreements.search.passages import Excerpt, excerpt, excerpts
from agreements.search.query import parse
from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory, NameFactory
from tests.folded import fold_everything
from tests.search.searching import as_keys, in_any_form, looked_up, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("summary", "query"),
    [
        ("Two workshops in Çirçiq.", "Chirchiq workshops"),
        ("Two workshops in Chirchiq.", "Çirçiq workshops"),
        ("Two workshops in Çirçiq.", "Çirçiq"),
        ("Un lycée français.", "francais"),
    ],
)
def test_sentence_is_found_in_new_letters_and_in_old_ones(summary, query):
    body = InstitutionFactory(name="College", summary=summary)

    assert told(query) == {"institution": [body.pk]}
    assert excerpt(body, parse(query)) == [Excerpt(summary)]


@pytest.mark.parametrize(
    ("sentence", "query"),
    [
        ("It hosts a workshop.", "workshops"),
        ("Its industries grow.", "industry"),
        ("Восемь студентов поехали в Тяньцзинь.", "студентами"),
        ("Там прошли стажировки.", "стажировок"),
        ("Kollejlarning rahbarlari kelgan.", "kollej rahbarlarga"),
        ("Колледжларнинг раҳбарлари келган.", "rahbarlarning kolleji"),
        ("It sells by e-commerce.", "ecommerce"),
        ("It sells by ecommerce.", "e-commerce"),
        ("A labour market.", "labor markets"),
        ("ZTE trains engineers.", "Z.T.E. engineer"),
    ],
)
def test_sentence_is_found_by_other_forms_of_its_words_and_other_ways_to_write_them(
    sentence, query
):
    body = InstitutionFactory(name="Academy", summary=sentence)
    InstitutionFactory(name="Lyceum", country=body.country, summary="It holds exhibitions.")

    assert told(query) == {"institution": [body.pk]}
    assert excerpt(body, parse(query)) == [Excerpt(sentence)]


@pytest.fixture
def countries():
    """Countries of which the name of one begins that of another, in three scripts."""
    for code, *names in (
        *(("NE", "Niger", "Нигер", "尼日尔"), ("NG", "Nigeria", "Нигерия", "尼日利亚")),
        *(("IN", "India", "Индия", "印度"), ("ID", "Indonesia", "Индонезия", "印度尼西亚")),
    ):
        country = CountryFactory(code=code, name=names[0])
        for text in names[1:]:
            NameFactory(institution=None, country=country, text=text)


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("Niger", {"A college in Niger.", "Of Nigeria and Niger."}),
        ("Nigeria", {"A college in Nigeria.", "Of Nigeria and Niger."}),
        ("Нигера", {"A college in Niger.", "Of Nigeria and Niger."}),
        ("印度", {"印度的学院。", "印度和印度尼西亚。"}),
        ("印度尼西亚", {"印度和印度尼西亚。", "印度尼西亚的学院。"}),
    ],
)
def test_country_is_not_found_in_a_longer_name_of_another_one(countries, query, sentences):
    texts = {"A college in Niger.", "A college in Nigeria.", "Of Nigeria and Niger."}
    texts |= {"印度的学院。", "印度和印度尼西亚。", "印度尼西亚的学院。"}
    records = {AgreementFactory(title="T", summary=text).pk: text for text in sorted(texts)}
    fold_everything()
    matches = looked_up(query)

    found = in_any_form(matches.query)["agreement"]

    assert {records[pk] for pk in found} == sentences
    assert all(excerpts(AGREEMENT, found, matches.query).values())


def test_what_is_written_so_is_told_apart_from_what_is_of_another_form():
    workshop, workshops, hosted = (
        InstitutionFactory(name=f"Body {place}", summary=text).pk
        for place, text in enumerate(("A workshop.", "Two workshops.", "It is hosted there."))
    )
    fold_everything()

    plural, hosts = (passages.find(parse(query)) for query in ("workshops", "hosts"))

    assert as_keys(plural.as_written) == {"institution": [workshops]}
    assert as_keys(plural.in_any_form) == {"institution": [workshop, workshops]}
    assert as_keys(hosts.as_written) == {}
    assert as_keys(hosts.in_any_form) == {"institution": [hosted]}


def test_what_is_written_so_stands_first_and_then_by_date():
    oldest, middle, newest = (
        AgreementFactory(title=f"T {year}", summary=text, signed_on=date(year, 1, 1)).pk
        for year, text in ((2020, "Workshops."), (2021, "A workshop."), (2022, "A workshop."))
    )
    fold_everything()
    query = parse("workshops")

    with live.snapshot() as snapshot:
        matches = snapshot.matches(query)
        found = snapshot.index(AGREEMENT).select(Selection(query=query), matches).ids
    in_sql = with_tier(filter_matches(Agreement.objects.all(), matches), matches)

    assert found == [oldest, newest, middle]
    assert list(in_sql.order_by("tier", "-signed_on").values_list("pk", flat=True)) == found
