"""Numbers and addresses are known as people paste them."""

import json
from time import thread_time

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from agreements.search.pasted import addresses_in, host_tokens, numbers_in
from agreements.search.plain import plain_text
from agreements.search.query import parse


def numbers(text):
    return [found.record for found in numbers_in(plain_text(text))]


def addresses(text):
    return [
        (text[found.start : found.end], found.record)
        for found in addresses_in(plain_text(text), text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "AG-0001",
        "ag-0001",
        "(AG-0001)",
        "[AG-0001]",
        "AG-0001.",
        "AG-0001,",
        "AG-0001;",
        "“AG-0001”",
        "AG–0001",
        "AG—0001",
        "AG‑0001",
        "AG−0001",
        "AG - 0001",
        "AG 0001",
        "ag 0001",
        "AG\u00a00001",
        "ＡＧ－０００１",
        "#AG-0001",
        "# AG-0001",
        "ag0001",
        "AG0001",
        "AG-1",
        "AG-001",
        "AG-00001",
        "AG 1",
        "协议AG-0001的",
        "№AG-0001",
    ],
)
def test_number_of_a_record_is_known_in_whatever_is_around_it(text):
    assert numbers(text) == [("agreement", "AG-0001")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IN-0012", ("institution", "IN-0012")),
        ("PE-0003", ("person", "PE-0003")),
        ("AL-0001", ("alliance", "AL-0001")),
        ("EV-0001", ("event", "EV-0001")),
        ("PR-0001", ("project", "PR-0001")),
        ("SO-0005", ("source", "SO-0005")),
        ("PB-12345", ("publisher", "PB-12345")),
        ("IN 0012", ("institution", "IN-0012")),
        ("in 0012", ("institution", "IN-0012")),
        # With Cyrillic letters that look alike: some of them, all of them, small ones.
        ("АG-0001", ("agreement", "AG-0001")),
        ("SО-0001", ("source", "SO-0001")),
        ("РЕ-0003", ("person", "PE-0003")),
        ("аg0001", ("agreement", "AG-0001")),
        ("№ РR 0001", ("project", "PR-0001")),
    ],
)
def test_each_noun_has_numbers(text, expected):
    assert numbers(text) == [expected]


def test_several_numbers_are_known_at_once():
    assert numbers("AG-0001, AG-0002;ag-3 and IN-0001-IN-0002") == [
        ("agreement", "AG-0001"),
        ("agreement", "AG-0002"),
        ("agreement", "AG-0003"),
        ("institution", "IN-0001"),
        ("institution", "IN-0002"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("in 2025", "IN 2025", "In 5", "pr 5", "SO2", "al 1", "AG-", "AG", "XX-0001", "AG-0000"),
        *("РЕ 2025", "Ре 5", "СРЕ-0003"),
        *("MAG-0001", "AG-0001x", "AG-1234567890", "", "2025"),
    ],
)
def test_words_before_digits_are_no_numbers_of_records(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found", "record"),
    [
        ("/agreements/AG-0001/", "/agreements/AG-0001/", ("agreement", "AG-0001")),
        ("agreements/ag-0001", "agreements/ag-0001", ("agreement", "AG-0001")),
        (
            "http://127.0.0.1:8000/agreements/AG-0001/",
            "http://127.0.0.1:8000/agreements/AG-0001/",
            ("agreement", "AG-0001"),
        ),
        (
            "see https://coop.example.org/agreements/AG-0001/history/?a=b#c).",
            "https://coop.example.org/agreements/AG-0001/history/?a=b#c",
            ("agreement", "AG-0001"),
        ),
        (
            "<https://coop.example.org/people/PE-0001>",
            "https://coop.example.org/people/PE-0001",
            ("person", "PE-0001"),
        ),
        ("/agreements/AG-0001.jsonld", "/agreements/AG-0001.jsonld", ("agreement", "AG-0001")),
        ("/sectors/forestry/", "/sectors/forestry/", ("sector", "forestry")),
        ("/sectors/Energy/", "/sectors/Energy/", ("sector", "energy")),
        ("(/countries/uz/).", "/countries/uz/", ("country", "UZ")),
        ("/countries/UZ/?sort=name", "/countries/UZ/?sort=name", ("country", "UZ")),
        ("https://example.org/news/5", "https://example.org/news/5", None),
        ("www.example.org", "www.example.org", None),
        ("见https://example.org/a。", "https://example.org/a", None),
        ("见example.org/2025/05。", "example.org/2025/05", None),
        ("см. example.org:8000/2025/05.", "example.org:8000/2025/05", None),
        ("example.org?year=2025", "example.org?year=2025", None),
        ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/", None),
        ("https://example.org/countries/", "https://example.org/countries/", None),
        (
            "https://example.org/countries/Uzbekistan",
            "https://example.org/countries/Uzbekistan",
            None,
        ),
    ],
)
def test_addresses_are_known_with_what_they_lead_to(text, found, record):
    assert addresses(text) == [(found, record)]


def source_addresses():
    """Return the addresses of all sources of the fixtures."""
    texts = [path.read_text() for path in (settings.BASE_DIR / "fixtures").glob("*.json")]
    rows = [row for text in texts for row in json.loads(text)]
    sources = [row["fields"] for row in rows if row["model"] == "agreements.source"]
    return [source["url"] for source in sources if source["url"]]


@pytest.mark.parametrize(
    "form",
    [
        *("{rest}", "{bare}", "www.{bare}", "{bare}{sign}utm_source=telegram", "{bare}#top"),
        *("({bare}).", "“{bare}”", "http://{bare}"),
    ],
)
def test_address_of_a_source_is_the_same_in_whatever_form_it_is_passed_on(form):
    addresses = source_addresses()
    rests = [address.split("://")[1].removesuffix("/") for address in addresses]
    forms = [
        form.format(rest=rest, bare=rest.removeprefix("www."), sign="&" if "?" in rest else "?")
        for rest in rests
    ]

    read = [parse(text).terms for text in forms]

    whole = [parse(address).terms[0].tokens for address in addresses]
    assert [
        text
        for text, terms, tokens in zip(forms, read, whole, strict=True)
        if len(terms) != 1 or tokens not in (terms[0].tokens, *terms[0].others)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        *("13.06/2025", "г.Ташкент/2025", "a@example.org/2025", "U.S./2025", "2024.05/2025"),
        "/agreements/AG-0001.json?lang=ru",
    ],
)
def test_words_with_full_stops_and_strokes_are_no_address_elsewhere(text):
    assert all(record for _found, record in addresses(text))


@pytest.mark.parametrize(
    "text",
    ["A/B", "and/or", "agreements", "/agreements/", "13/06/2025", "https://", "/", "a.b", ""],
)
def test_other_strokes_and_full_stops_are_no_addresses(text):
    assert addresses(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("imsilkroad.com", ("@imsilkroad", "@com")),
        ("imsilkroad.com/news/", ("@imsilkroad", "@com", "@news")),
        ("News.Example.ORG", ("@news", "@example", "@org")),
        ("example", ()),
        ("13.06", ()),
        ("a.", ()),
        ("a b.com", ()),
        ("", ()),
    ],
)
def test_host_is_known_without_its_scheme(text, expected):
    assert host_tokens(text) == expected


@given(text=st.text(alphabet="AGIN0129-/.:# agreementshttp", max_size=80))
def test_any_text_is_read(text):
    plain = plain_text(text)

    for found in [*numbers_in(plain), *addresses_in(plain, text)]:
        assert 0 <= found.start < found.end <= len(text)
        assert found.tokens


@pytest.mark.parametrize(
    "piece",
    [
        "AG-",
        "AG-0001 ",
        "a.",
        "(a.",
        "a.bc/ ",
        "/agreements/",
        "https://a.b/",
        "x/",
        "www.",
        "-",
        "AG ",
        ").",
    ],
)
def test_long_text_is_read_in_no_time(piece):
    text = (piece * 1000)[:1000]

    start = thread_time()
    numbers(text)
    addresses(text)
    host_tokens(text)

    assert thread_time() - start < 0.02
