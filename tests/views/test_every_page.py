"""What holds on every page of the register that everybody begins with; each is fetched once."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from agreements.language_paths import OWN_NAMES, in_language
from agreements.models.citation import CITED
from agreements.nouns import COUNTRY, LISTED, NOUNS
from agreements.views.facts import facts
from tests.views.crawler import crawl, page_at
from tests.views.links_of_pages import Links
from tests.views.marks import check
from tests.views.wording import words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept():
    """The pages that the first test of this module has fetched."""
    return {}


@pytest.fixture
def crawled(client, register, kept):
    """{address: page} of all that a polite crawler is led to, in all languages."""
    if not kept:
        kept.update(crawl(client))
    return kept


@pytest.fixture
def pages(client, crawled, kept_besides):
    """{address: page} of each record, those to which nothing leads among them, in English."""
    for record in (record for noun in LISTED for record in noun.model.objects.all()):
        address = record.get_absolute_url()
        if address not in kept_besides:
            kept_besides[address] = crawled.get(address) or page_at(client, address)
    return kept_besides


@pytest.fixture(scope="module")
def kept_besides():
    """The pages of records that the first test which asks for them has fetched."""
    return {}


def test_polite_crawler_reaches_each_record_once_and_no_combination(crawled):
    records = {
        in_language(record.get_absolute_url(), code)
        for noun in LISTED
        for record in (noun.records if noun is COUNTRY else noun.model.objects.all())
        for code in OWN_NAMES
    }
    visits = Counter(urlsplit(address).path for address in crawled)
    assert {path: visits[path] for path in records} == dict.fromkeys(records, 1)
    assert [address for address in crawled if urlsplit(address).query.count("=") > 1] == []


def test_no_two_links_of_a_page_are_told_alike_and_lead_apart(client, pages):
    others = ("/", "/coverage/", "/search/?q=Chongqing", "/agreements/")
    told = {**pages, **{address: page_at(client, address) for address in others}}

    found = {address: Links(page, address).ambiguous for address, page in told.items()}

    assert {address: links for address, links in found.items() if links} == {}


def test_marks_say_what_is_known(pages):
    walked = {}
    for noun in CITED:
        for record in NOUNS[noun].model.objects.all() if NOUNS[noun].plural else ():
            walked[record] = check(pages[record.get_absolute_url()], record)

    graded = {model for model in CITED.values() if model.KEY_FIELDS}
    assert graded <= {type(record) for record, marks in walked.items() if marks}
    assert sum(map(len, walked.values())) > 100


def test_page_shows_each_fact_of_each_record(pages):
    missing = []
    for noun in LISTED:
        for record in noun.model.objects.all()[:20]:
            shown = words(pages[record.get_absolute_url()])
            missing += [fact.label for fact in facts(record) if str(fact.label) not in shown]

    assert missing == []
