"""A crawler that keeps to robots.txt is kept from what is not worth a visit."""

import pytest

from agreements.language_paths import OWN_NAMES, in_language
from tests.views.crawler import forbidden_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/agreements/", False),
        ("/agreements/?sector=energy", False),
        ("/agreements/?page=2", False),
        ("/agreements/AG-0001/", False),
        ("/sitemap-agreements-1.xml", False),
        ("/agreements/?sector=energy&page=2", True),
        ("/agreements/?q=energy", True),
        ("/search/?q=energy", True),
        ("/search/", False),
        ("/agreements/AG-0001/?sector=energy", True),
        ("/agreements/AG-0001/?as_of=2025-01-01", True),
        ("/agreements/AG-0001/history/", True),
        ("/agreements/AG-0001/correct/", True),
        ("/agreements/AG-0001/correct/?field=signed_on", True),
        ("/data/", False),
        ("/data/codebook/?x=1", True),
        ("/agreements.csv", True),
        ("/agreements/AG-0001.jsonld", True),
        ("/admin/login/", True),
    ],
)
def test_robots_forbids_what_is_not_worth_a_visit(client, address, expected):
    is_forbidden = forbidden_by(client.get("/robots.txt").content.decode())

    found = {code: bool(is_forbidden(in_language(address, code))) for code in OWN_NAMES}
    # Nobody is led to the screens of editors below another language.
    is_told = {code: expected for code in OWN_NAMES if code == "en" or "/admin/" not in address}
    assert {code: found[code] for code in is_told} == is_told
