"""Sources without a title: called by what is known of them, wherever they are named."""

import json

import pytest

from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("A notice", "https://www.news.example/1", "A notice"),
        ("", "https://www.news.example/1", "iChongqing, news.example"),
        ("", "", "iChongqing"),
    ],
    ids=["title", "address", "neither"],
)
def test_source_is_called_by_its_title_or_by_what_is_known(title, url, expected):
    assert str(SourceFactory(title=title, url=url)) == expected


def test_source_whose_publisher_is_known_by_its_host_only_is_called_so_once():
    source = SourceFactory(title="", url="https://www.news.example/1")
    source.publisher.name = "news.example"

    assert str(source) == "news.example"


def test_untitled_source_is_told_by_all_its_pages_and_files(client):
    source = SourceFactory(title="", url="https://www.news.example/1")
    address = source.get_absolute_url().rstrip("/")

    answers = {
        name: client.get(where).content.decode()
        for name, where in {
            "page": f"{address}/",
            "list": "/sources/",
            "search": "/sources/?q=news.example/1",
            "bibtex": f"{address}.bib",
            "ris": f"{address}.ris",
            "csl": f"{address}.csl.json",
            "atom": "/sources.atom",
        }.items()
    }
    told = json.loads(client.get(f"{address}.jsonld").content)

    silent = [name for name, text in answers.items() if "iChongqing, news.example" not in text]
    assert (silent, told["name"]) == ([], "iChongqing, news.example")
    assert client.get("/sources.csv").status_code == 200
