"""The index of trigrams finds what holds a pattern, in either database, and reads nothing else."""

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements import checks
from agreements.databases import postgresql as postgresql_module
from agreements.models import SearchText
from agreements.search import trigrams
from agreements.search.fold import fold
from agreements.search.trigrams import Pattern, find, id_list, statement

pytestmark = pytest.mark.django_db

NAMES = [
    "Chongqing Vocational Institute of Engineering",
    "重庆工程职业技术学院",
    "北京",
    "IT",
    "Institute of Italian",
    "Toshkent davlat transport universiteti",
    "Тошкент давлат транспорт университети",
    "サマルカンド",
    "서울대학교",
    "กรุงเทพมหานคร",
    "ქართული უნივერსიტეტი",
    "جامعة",
    "11 12 112",
]
TEXTS = {number: f"| {fold(name)} |" for number, name in enumerate(NAMES, 1)}
PATTERNS = [
    *(f" {token} " for text in TEXTS.values() for token in text.split() if token != "|"),
    *(text[start : start + 3] for text in TEXTS.values() for start in range(len(text) - 2)),
    *(text[start : start + 9] for text in TEXTS.values() for start in range(0, len(text) - 8, 4)),
    "| chongking",
    "| 北 京 |",
    "nothing",
]


def by_reading(patterns, texts=TEXTS):
    """Return what `find` must: the ids of the texts that contain each pattern."""
    return [[key for key, text in texts.items() if pattern in text] for pattern in patterns]


def written(texts):
    SearchText.objects.all().delete()
    SearchText.objects.bulk_create(SearchText(id=key, text=text) for key, text in texts.items())


def test_texts_that_hold_a_pattern_are_found():
    written(TEXTS)

    found = find([Pattern(pattern) for pattern in PATTERNS])

    assert [ids.tolist() for ids in found] == by_reading(PATTERNS)


def test_both_databases_find_the_same(postgresql):
    written(TEXTS)
    other = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    )["default"]
    with other.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {trigrams.TABLE} (id integer PRIMARY KEY, text text)")
    trigrams.install(other)
    with other.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {trigrams.TABLE} VALUES (%s, %s)",  # noqa: S608, a constant
            list(TEXTS.items()),
        )
    patterns = [Pattern(pattern) for pattern in PATTERNS]

    in_sqlite, in_postgresql = find(patterns, other), find(patterns)
    other.close()

    assert [ids.tolist() for ids in in_sqlite] == [ids.tolist() for ids in in_postgresql]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(alphabet="ab |重庆", max_size=12), max_size=6),
    pattern=st.text(alphabet="ab |重庆", min_size=3, max_size=5),
)
def test_any_pattern_is_found_where_it_stands(texts, pattern):
    texts = dict(enumerate(texts, 1))
    written(texts)

    assert [ids.tolist() for ids in find([Pattern(pattern)])] == by_reading([pattern], texts)


def test_changed_and_deleted_texts_are_found_as_they_are():
    written({1: "| first |", 2: "| second |", 3: "| third |"})
    SearchText.objects.filter(id=1).update(text="| other |")
    SearchText.objects.filter(id=2).delete()

    found = find([Pattern(text) for text in ("first", "second", "third", "other")])

    assert [ids.tolist() for ids in found] == [[], [], [3], [1]]


def test_pattern_is_looked_for_between_two_ids():
    written(dict.fromkeys(range(1, 8), "| word |"))

    [found] = find([Pattern("word", 3, 5)])

    assert found.tolist() == [3, 4, 5]


def test_nothing_is_asked_for_no_pattern(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find([]) == []


@pytest.mark.parametrize("pattern", ["forest", " it ", "重 庆", "| a |"])
def test_texts_are_never_read_one_by_one(pattern):
    written({number: f"| word {number} forest |" for number in range(1, 300)})

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query, parameters = statement([Pattern(pattern)])
            cursor.execute(f"EXPLAIN QUERY PLAN {query}", parameters)
        else:
            found = postgresql_module.MATCHING.format(
                table=trigrams.TABLE, pattern="%s", lowest="%s", highest="%s"
            )
            cursor.execute(postgresql_module.BY_INDEX.replace("SET", "; SET LOCAL").strip("; "))
            cursor.execute(f"EXPLAIN {found}", [f"%{pattern}%", 0, trigrams.HIGHEST_ID])
        plan = " ".join(str(row) for row in cursor.fetchall())

    index = {"sqlite": "VIRTUAL TABLE INDEX 0:M", "postgresql": "Bitmap Index Scan"}
    assert index[connection.vendor] in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("keys", [[], [5], range(1, 50_000)], ids=["none", "one", "many"])
def test_list_of_keys_may_have_any_length(keys):
    written({5: "| five |", 60_000: "| more |"})

    found = SearchText.objects.filter(id__in=id_list(keys)).values_list("id", flat=True)

    assert list(found) == [key for key in (5,) if key in keys]


def test_index_is_made_again_where_it_is_missing():
    written(TEXTS)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {trigrams.TABLE}_update")
            cursor.execute(f"DROP TABLE {trigrams.TABLE}_trigrams")
        else:
            cursor.execute(f"DROP INDEX {trigrams.TABLE}_trigrams")

    trigrams.install(connection)

    assert find([Pattern("北 京")])[0].tolist() == [3]
    assert np.array_equal(find([Pattern("chongking")])[0], [1])


def test_check_finds_nothing_in_the_database_of_the_tests():
    call_command("check", "--database", "default")

    assert checks.check_letters(databases=["default"]) == []


def test_check_names_a_locale_without_letters(postgresql):
    name = "coop_without_letters"
    settings_dict = postgresql.settings_dict
    other = ConnectionHandler({"default": {**settings_dict, "NAME": "postgres"}})["default"]
    with other.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0")
    bad = ConnectionHandler({"default": {**settings_dict, "NAME": name}})
    try:
        [warning] = checks.check_letters(databases=["default"], handler=bad)
    finally:
        bad["default"].close()
        with other.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
        other.close()

    assert warning.id == "agreements.W001"
    assert "C.UTF-8" in warning.hint
