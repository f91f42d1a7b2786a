"""A run of characters without spaces is parted at what the register knows in it."""

import pytest

from agreements.search import look_up, runs
from agreements.search.query import parse
from agreements.search.suggest import shorter
from tests.factories import (
    AgreementFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SectorFactory,
)
from tests.search.searching import looked_up, records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names():
    """Have a place, a sector, institutions and a title of several words."""
    place = PlaceFactory(name="Chongqing")
    NameFactory(institution=None, place=place, text="重庆", language="zh-Hans")
    PlaceFactory(name="马里")
    SectorFactory(name="职业教育")
    for name in ("中兴通讯", "重庆工程学院", "北方工程学院", "中国交通大学"):
        InstitutionFactory(name=name)
    AgreementFactory(title="鲁班工坊三方协议")
    AgreementFactory(title="重庆会议的成果")
    EventFactory(name="北方的合作会议", kind="conference")


def words(query):
    """Return the written terms of a query as they are looked for, those not known with "?"."""
    found = looked_up(query)
    assert [term.written for term in found.query.terms] == [one.text for one in found.terms]
    return [f"{one.text}{'' if one.is_known else '?'}" for one in found.terms]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("重庆协议", ["重庆", "协议"]),
        ("重慶協議", ["重慶", "協議"]),
        ("重庆职业教育", ["重庆", "职业教育"]),
        ("职业教育协议", ["职业教育", "协议"]),
        ("中兴通讯职业教育重庆", ["中兴通讯", "职业教育", "重庆"]),
        ("重庆鲁班工坊", ["重庆", "鲁班", "工坊"]),
        ("重庆森林", ["重庆", "森林?"]),
        ("非洲鲁班工坊", ["非洲?", "鲁班", "工坊"]),
        ("清华大学", ["清华?", "大学"]),
        ("重庆交通大学合作协议", ["重庆", "交通", "大学", "合作", "协议"]),
        ("2025年重庆协议", ["2025年?", "重庆", "协议"]),
        ("ZTE重庆协议", ["ZTE?", "重庆", "协议"]),
        ("中兴通讯与重庆协议", ["中兴通讯", "重庆", "协议"]),
        ("重庆 重庆协议", ["重庆", "协议"]),
    ],
)
def test_run_is_parted_at_what_is_known_in_it(query, expected):
    assert words(query) == expected


@pytest.mark.parametrize(
    "query",
    ["重庆", "重庆工程学院", "工程学院", "合作会议", "鲁班工坊", "三方协议", "工坊"],
    ids=["place", "institution", "part of a name", "with a noun", "title", "with a kind", "kind"],
)
def test_run_that_names_something_stays_whole(query):
    assert words(query) == [query]


@pytest.mark.parametrize(
    "query",
    ["森林河流", "马里奥", '"重庆协议"', "重京工程学院职业教育"],
    ids=["nothing known", "a character is left", "quoted", "a character is wrong"],
)
def test_run_of_which_too_little_is_known_stays_whole(query):
    written = query.strip('"')

    assert words(query) == [f"{written}?"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("重庆市", ["重庆"]),
        ("重庆市协议", ["重庆", "协议"]),
        ("重庆市鲁班工坊", ["重庆", "鲁班", "工坊"]),
        ("谁与重庆协议", ["重庆", "协议"]),
        ("重庆新协议", ["重庆", "协议"]),
    ],
)
def test_single_characters_that_are_left_forbid_nothing(query, expected):
    assert words(query) == expected


def test_wrong_character_in_what_is_left_is_forgiven():
    [place, rest] = looked_up("重庆北方公程学院").terms

    assert (place.text, rest.text, rest.is_known) == ("重庆", "北方公程学院", False)
    assert rest.has_similar


def test_parts_of_a_run_that_stands_in_a_title_may_as_well_be_all_of_it():
    found = looked_up("重庆会议")

    assert [one.term.tokens for one in found.terms] == [("重", "庆"), ("会", "议")]
    assert [one.term.others for one in found.terms] == [(("重", "庆", "会", "议"),)] * 2
    assert "北方的合作会议" in records(found.terms[1].found[0], found)


def test_run_without_one_of_its_parts_is_a_shorter_search():
    queries = shorter(looked_up("重庆森林协议").query)

    assert [(number, query.text) for number, query in queries] == [
        (0, "森林 协议"),
        (1, "重庆 协议"),
        (2, "重庆 森林"),
    ]


def test_long_run_is_not_looked_at():
    run = "重庆协议" * (runs.MAX_RUN // 4 + 1)

    assert words(run) == [f"{run}?"]
    assert [term.text for term in parse(run).terms] == [" ".join(run)]


def test_runs_among_many_words_are_not_looked_at():
    others = [f"{number:05d}" for number in range(look_up.MAX_TERMS)]

    assert words(" ".join(["重庆协议", *others[1:]]))[:2] == ["重庆", "协议"]
    assert words(" ".join(["重庆协议", *others]))[0] == "重庆协议?"
