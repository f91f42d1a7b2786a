"""What answers say of themselves, and what no address gives away."""

import pytest

from agreements.nouns import LISTED
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db

TEXTS = ("text/", "application/xml", "application/atom+xml", "image/svg+xml")
INNER = (
    ".git/config",
    ".env",
    "db.sqlite3",
    "manage.py",
    "coop/settings.py",
    "static/../manage.py",
    "static/%2e%2e/manage.py",
    "snapshots/",
    "releases/",
    "static/",
)


def test_every_sort_of_answer_says_what_it_is_and_is_taken_for_nothing_else(client):
    AgreementFactory()
    formats = ("csv", "json", "jsonld", "ndjson", "atom", "bib", "ris", "csl.json", "xlsx")
    addresses = ["/", "/robots.txt", "/sitemap.xml", "/openapi.json", "/admin/login/", "/nothing/"]
    addresses += [f"/{noun.plural}/" for noun in LISTED]
    addresses += [f"/agreements.{extension}" for extension in formats]

    for address in addresses:
        answer = client.get(address)
        kind = answer["Content-Type"]
        assert kind, address
        assert not kind.startswith(TEXTS) or "charset=utf-8" in kind.lower(), (address, kind)
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address


@pytest.mark.parametrize("path", INNER)
def test_files_of_the_program_are_at_no_address(client, path):
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_logging_out_needs_more_than_a_link(admin_client, method):
    answer = getattr(admin_client, method)("/admin/logout/")

    assert answer.status_code == 405
    assert admin_client.get("/admin/").status_code == 200
