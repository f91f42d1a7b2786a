"""Pages leave compressed by what the reader takes."""

import gzip

import pytest

from coop.compression import ENCODINGS, preferred_encoding

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP;q=0.5 , Br;q=1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0", ""),
        ("zstd, *;q=0.1", ""),
        (";;,,q", ""),
    ],
)
def test_best_encoding_that_is_taken(header, name):
    assert preferred_encoding(header) == name


def test_encodings_hold_the_same(client):
    body = client.get("/").content

    assert gzip.decompress(ENCODINGS["gzip"](body)) == body
    assert len(ENCODINGS["br"](body)) < len(ENCODINGS["gzip"](body)) < len(body) / 3


def test_page_that_is_not_kept_is_compressed_too(client):
    plain = client.get("/no-such-page/")
    response = client.get("/no-such-page/", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain.content


def test_data_is_sent_as_it_is_made(client):
    response = client.get("/agreements.csv", headers={"Accept-Encoding": "gzip, br"})

    assert "Content-Encoding" not in response.headers
