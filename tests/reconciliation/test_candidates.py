"""Which record a name means: in any script, misspelt, borne by several, narrowed by values."""

import pytest

from agreements.models import Institution, Name
from tests.factories import CountryFactory, InstitutionFactory, PlaceFactory
from tests.reconciliation.asking import ask, load_register, post

pytestmark = pytest.mark.django_db

# (text, identifier of what is meant, type): names of the article's register in four languages.
NAMED = [
    ("Chongqing Vocational Institute of Engineering", "IN-0001", "institution"),
    ("重庆工程职业技术学院", "IN-0001", "institution"),
    ("CQVIE", "IN-0001", "institution"),
    ("ZTE", "IN-0002", "institution"),
    ("中兴通讯", "IN-0002", "institution"),
    ("Ташкентский государственный транспортный университет", "IN-0003", "institution"),
    ("Toshkent davlat transport universiteti", "IN-0003", "institution"),
    ("Тошкент давлат транспорт университети", "IN-0003", "institution"),
    ("塔什干国立交通大学", "IN-0003", "institution"),
    ("Chongqing", "place-1", "place"),
    ("重慶", "place-1", "place"),
    ("Чунцин", "place-1", "place"),
    ("Toshkent", "place-3", "place"),
    ("Тошкент", "place-3", "place"),
    ("Ташкент", "place-3", "place"),
    ("塔什干", "place-3", "place"),
    ("Samarqand viloyati", "place-1001", "place"),
    ("Самарқанд вилояти", "place-1001", "place"),
    ("forestry", "sector-forestry", "sector"),
    ("林业", "sector-forestry", "sector"),
    ("Лесное хозяйство", "sector-forestry", "sector"),
    ("O'rmon xo'jaligi", "sector-forestry", "sector"),
    ("Ўрмон хўжалиги", "sector-forestry", "sector"),
    ("易俊", "PE-0003", "person"),
    ("Yi Jun", "PE-0003", "person"),
]
MISSPELT = [
    ("Chongqng Vocational Institute of Engineering", "IN-0001"),
    ("Chongqing Vocatonal Institute of Enginering", "IN-0001"),
    ("重庆工程职业术学院", "IN-0001"),
    ("Ташкентский государственый транспортный университет", "IN-0003"),
    ("Tashkent State Trasport University", "IN-0003"),
    ("Tashkent Transport Technical Colege", "IN-0015"),
    ("ZTE Corporation Ltd", "IN-0002"),
    ("University of Transport, Tashkent State", "IN-0003"),
]
NUMBERS = [
    ("IN-0001", "IN-0001"),
    (" in0001 ", "IN-0001"),
    ("https://register.example/institutions/IN-0001/history/", "IN-0001"),
    ("AG-0001", "AG-0001"),
    ("sector-forestry", "sector-forestry"),
    ("/sectors/forestry/", "sector-forestry"),
    ("place-1", "place-1"),
]


@pytest.mark.parametrize(("text", "meant", "kind"), NAMED, ids=[one[0] for one in NAMED])
def test_a_whole_name_in_any_script_is_certain(client, text, meant, kind):
    load_register()

    [first, *others] = ask(client, text, type=kind, type_strict="should")

    assert (first["id"], first["score"], first["match"]) == (meant, 100.0, True)
    assert [one["match"] for one in others] == [False] * len(others)


@pytest.mark.parametrize(("text", "meant"), MISSPELT, ids=[one[0] for one in MISSPELT])
def test_what_is_like_a_name_comes_first_and_is_not_certain(client, text, meant):
    load_register()

    first = ask(client, text, type="institution")[0]

    assert (first["id"], first["match"]) == (meant, False)
    assert 50 < first["score"] <= 100


@pytest.mark.parametrize(("text", "meant"), NUMBERS, ids=[one[0] for one in NUMBERS])
def test_a_number_or_an_address_is_certain(client, text, meant):
    load_register()

    [only] = ask(client, text)

    assert (only["id"], only["score"], only["match"]) == (meant, 100.0, True)


def test_a_name_that_two_bear_is_never_certain(client):
    InstitutionFactory(name="Technical College")
    second = InstitutionFactory(name="Another")
    Name.objects.create(institution=second, text="TECHNICAL  COLLEGE", language="en")

    found = ask(client, "technical college")

    assert [(one["score"], one["match"]) for one in found] == [(100.0, False), (100.0, False)]


def test_a_name_that_a_body_and_a_place_bear_is_certain_of_one_type_only(client):
    PlaceFactory(name="Samarkand")
    InstitutionFactory(name="Samarkand")

    of_any = ask(client, "Samarkand")
    of_one = ask(client, "Samarkand", type=["place"])

    assert [one["match"] for one in of_any] == [False, False]
    assert [one["match"] for one in of_one] == [True]


def test_what_no_source_names_is_never_certain(client):
    InstitutionFactory(name="A local college", is_named=False)

    [only] = ask(client, "A local college")

    assert (only["score"], only["match"]) == (100.0, False)


@pytest.fixture
def colleges(db):
    """Two colleges of one name in two countries, one of them in a district of a city."""
    china = CountryFactory(code="CN", name="China")
    Name.objects.create(country=china, text="Китай", language="ru")
    city = PlaceFactory(name="Chongqing", country=china)
    district = PlaceFactory(name="Changshou", country=china, parent=city)
    uzbek = InstitutionFactory(name="Water College")
    chinese = InstitutionFactory(
        name="Water College",
        country=china,
        place=district,
        kind=Institution.Kind.UNIVERSITY,
        parent=uzbek,
    )
    return {"uzbek": uzbek.ref, "chinese": chinese.ref, "city": f"place-{city.pk}"}


VALUES = [
    ("country", "CN"),
    ("country", "china"),
    ("country", "Китай"),
    ("country", {"id": "CN", "name": "China"}),
    ("country", ["Kazakhstan", "China"]),
    ("kind", "university"),
    ("kind", "大学"),
    ("kind", "Университет"),
    ("place", "Changshou"),
    ("place", "Chongqing"),
    ("is_named", True),
]


@pytest.mark.parametrize(("name", "value"), VALUES, ids=[f"{one}" for one in VALUES])
def test_a_value_puts_those_who_have_it_first(client, colleges, name, value):
    asked = [{"pid": name, "v": value}]

    found = ask(client, "Water College", type="institution", properties=asked)

    first = found[0] if name != "is_named" else found[1]
    assert first["id"] == colleges["chinese"]
    assert first["score"] == 100.0
    assert first["features"] == [{"id": name, "value": True}]


def test_a_matched_place_and_a_matched_parent_are_values(client, colleges):
    asked = [
        {"pid": "place", "v": {"id": colleges["city"], "name": "Chongqing"}},
        {"pid": "parent", "v": {"id": colleges["uzbek"], "name": "Water College"}},
    ]

    [first, second] = ask(client, "Water College", type="institution", properties=asked)

    assert (first["id"], first["score"]) == (colleges["chinese"], 100.0)
    assert (second["id"], second["score"]) == (colleges["uzbek"], 60.0)


def test_a_value_that_the_only_bearer_lacks_takes_the_certainty(client):
    InstitutionFactory(name="Water College")
    asked = [{"pid": "country", "v": "Atlantis"}]

    [only] = ask(client, "Water College", type="institution", properties=asked)

    assert (only["score"], only["match"]) == (60.0, False)


def test_values_alone_find_who_has_them_all(client, colleges):
    asked = [{"pid": "country", "v": "CN"}, {"pid": "kind", "v": "university"}]

    [only] = ask(client, "", type="institution", properties=asked)

    assert (only["id"], only["score"], only["match"]) == (colleges["chinese"], 50.0, False)


def test_agreements_are_narrowed_by_party_sector_country_and_year(client):
    load_register()
    asked = [
        {"pid": "parties", "v": "ZTE"},
        {"pid": "sectors", "v": "电信"},
        {"pid": "country", "v": "Uzbekistan"},
        {"pid": "signed_on", "v": "2025-06"},
        {"pid": "status", "v": "signed"},
    ]

    found = ask(client, "telecommunication college", type="agreement", properties=asked)

    assert found[0]["id"] == "AG-0001"
    assert [feature["value"] for feature in found[0]["features"]] == [True] * 5


def test_people_are_narrowed_by_whom_they_spoke_for(client):
    load_register()
    asked = [{"pid": "institution", "v": {"id": "IN-0001"}}]

    [first, *_others] = ask(client, "Yi Jun", type="person", properties=asked)

    assert (first["id"], first["match"]) == ("PE-0003", True)


def test_a_limit_keeps_the_best(client):
    load_register()

    found = ask(client, "Chongqing", limit=2)

    assert [one["id"] for one in found][:1] == ["place-1"]
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "\ud800", "…", 2000 * "重", "1" + 30 * "0", "a" * 100_000, "IN-9999", "٢٠٢٥"],
    ids=["empty", "blank", "nul", "half", "dots", "long", "huge", "longer", "unknown", "digits"],
)
def test_what_is_no_name_means_nothing(client, text):
    InstitutionFactory(name="Water College")

    assert ask(client, text) == []


def test_a_batch_takes_few_queries_of_the_database(client, django_assert_max_num_queries):
    load_register()
    texts = ["Chongqing", "IN-0001", "AG-0001", "sector-forestry", "Yi Jun", "Tashkent", "ZTE"]
    batch = {f"q{number}": {"query": text} for number, text in enumerate(texts)}
    post(client, **batch)

    with django_assert_max_num_queries(12):
        post(client, **batch)
