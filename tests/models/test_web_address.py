"""Addresses of pages elsewhere are opened by every browser, and hold no key."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Institution, Source
from agreements.models.web_address import without_trackers

SCHEME = "An address begins with https:// or http://."
KEY = "An address that is printed holds no user name and no password."

OWN = "Only one's own network has this address: readers cannot open it."


@pytest.mark.parametrize(
    "field", [Institution.website.field, Source.url.field, Source.archived_url.field]
)
@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("https://news.example/1?a=@b", []),
        ("http://news.example", []),
        ("HTTPS://news.example", []),
        ("ftp://news.example/1", [SCHEME]),
        ("https://user:secret@news.example/", [KEY]),
        ("https://user@news.example/", [KEY]),
        ("http://127.0.0.1:8000/", [OWN]),
        ("http://[::1]/", [OWN]),
        ("http://192.168.1.7/1", [OWN]),
        ("http://localhost/", [OWN]),
        ("http://printer.local/", [OWN]),
        ("http://8.8.8.8/", []),
        ("http://中国.example/", []),
    ],
)
def test_address_is_public(field, address, sentences):
    try:
        field.run_validators(address)
        refused = []
    except ValidationError as error:
        refused = error.messages

    assert refused == sentences


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example/?utm_source=letter", "https://news.example/"),
        ("https://news.example/?id=7&fbclid=a&b#end", "https://news.example/?id=7&b#end"),
        ("https://news.example/?id=%20&", "https://news.example/?id=%20&"),
        ("https://news.example/?from=timeline", "https://news.example/"),
        ("http://[x/?utm_source=letter", "http://[x/?utm_source=letter"),
    ],
    ids=["tracker alone", "among others", "none", "where it was seen", "no address"],
)
def test_trackers_are_taken_from_an_address(address, expected):
    assert without_trackers(address) == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http://[x/"])
def test_what_is_no_address_is_refused_by_each_field(address):
    for field in (Institution.website.field, Source.url.field):
        with pytest.raises(ValidationError):
            field.run_validators(address)
