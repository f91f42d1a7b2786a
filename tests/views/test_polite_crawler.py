"""A crawler that keeps to robots.txt finds every record once, and no combinations."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from agreements.language_paths import OWN_NAMES, in_language
from agreements.nouns import COUNTRY, LISTED

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


class Followed(HTMLParser):
    """The links of a page that a crawler may follow."""

    def __init__(self, page):
        super().__init__()
        self.may_follow, self.links = True, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and attributes.get("name") == "robots":
            self.may_follow = "nofollow" not in attributes["content"]
        if tag == "a" and "nofollow" not in attributes.get("rel", "").split():
            self.links.append(attributes["href"])


def forbidden_by(text):
    """Return the function that says whether a robots.txt forbids an address; * is any text."""
    patterns = re.findall(r"^Disallow: (\S+)$", text, re.MULTILINE)
    either = "|".join(
        ".*".join(map(re.escape, pattern.removesuffix("$").split("*")))
        + ("$" if pattern.endswith("$") else "")
        for pattern in patterns
    )
    return re.compile(either).match


def links_of(client, address):
    """Return the addresses of this site that the page at an address leads to."""
    response = client.get(address)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    found = Followed(response.content.decode())
    links = (urldefrag(urljoin(SITE + address, link)).url for link in found.links)
    return [link.removeprefix(SITE) for link in links if found.may_follow and link.startswith(SITE)]


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


def test_polite_crawler_reaches_each_record_once_and_no_combination(client, register):
    is_forbidden = forbidden_by(client.get("/robots.txt").content.decode())
    seen, waiting = {"/"}, ["/"]
    while waiting:
        for link in links_of(client, waiting.pop()):
            if link not in seen and not is_forbidden(link):
                seen.add(link)
                waiting.append(link)

    records = {
        in_language(record.get_absolute_url(), code)
        for noun in LISTED
        for record in (noun.records if noun is COUNTRY else noun.model.objects.all())
        for code in OWN_NAMES
    }
    visits = Counter(urlsplit(address).path for address in seen)
    assert {path: visits[path] for path in records} == dict.fromkeys(records, 1)
    assert [address for address in seen if urlsplit(address).query.count("=") > 1] == []
