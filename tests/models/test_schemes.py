"""Values of other registers: written in one way, checked, and read out of their addresses."""

import pytest

from agreements.models.schemes import SCHEMES, value_at


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("ror", "05dxps055", "05dxps055"),
        ("ror", "05DXPS055", "05dxps055"),
        ("ror", "https://ror.org/05dxps055", "05dxps055"),
        ("ror", " ror.org/05dxps055/ ", "05dxps055"),
        ("ror", "05dxps056", ""),
        ("ror", "05dxpsl55", ""),
        ("ror", "05dxps05", ""),
        ("wikidata", "q42", "Q42"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("wikidata", "http://www.wikidata.org/entity/Q42", "Q42"),
        ("wikidata", "https://m.wikidata.org/wiki/Special:EntityPage/Q42?uselang=ru#P31", "Q42"),
        ("wikidata", "42", ""),
        ("wikidata", "Q042", ""),
        ("wikidata", "Q" + "9" * 30, ""),
        ("wikidata", "Q４２", ""),
        ("wikidata", "https://ror.org/05dxps055", ""),
        ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
        ("lei", "5493001kjtiigc8y1r12", "5493001KJTIIGC8Y1R12"),
        ("lei", "https://search.gleif.org/#/record/5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
        ("lei", "5493001KJTIIGC8Y1R17", ""),
        ("isni", "0000 0001 2146 438X", "000000012146438X"),
        ("isni", "0000-0001-2146-438x", "000000012146438X"),
        ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"),
        ("isni", "0000000121032684", ""),
        ("ror", "", ""),
        ("lei", "\x00", ""),
        ("isni", "\ud800", ""),
    ],
)
def test_value_is_read_as_its_scheme_writes_it(scheme, text, value):
    assert SCHEMES[scheme].read(text) == value


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_address_of_a_value_is_read_as_the_value(scheme):
    value = {"r": "05dxps055", "w": "Q42", "g": "5493001KJTIIGC8Y1R12", "i": "0000000121032683"}
    own = value[scheme.host[0]]

    assert scheme.read(scheme.resolver.format(own)) == own


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://ror.org/05dxps055", "05dxps055"),
        ("isni.org/isni/0000000121032683", "0000000121032683"),
        ("https://www.wikidata.org/wiki/Q42", "Q42"),
        ("https://ror.org/about", ""),
        ("https://example.org/Q42", ""),
        ("https://notwikidata.org/wiki/Q42", ""),
        ("Q42", ""),
        ("https://www.wikidata.org/" + "w/" * 100 + "Q42", ""),
    ],
)
def test_value_at_an_address_of_any_scheme(address, value):
    assert value_at(address) == value
