"""Each page has an address in each language, which leads to the same page in the others."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.utils import timezone

from agreements.language_paths import OTHERS, OWN_NAMES, in_language
from agreements.models import Name
from agreements.nouns import LISTED
from tests.factories import AgreementFactory, InstitutionFactory
from tests.views.corrections import WRONG, token

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
KINDS = ["/", "/search/", "/search/?q=college", "/about/", "/coverage/", "/data/", "/api/"]
KINDS += ["/data/codebook/", "/agreements/?sector=forestry&country=UZ&sort=title&page_size=10"]
KINDS += ["/agreements/?contry=UZ", "/agreements/AG-0001/history/"]
KINDS += ["/agreements/AG-0001/correct/?field=signed_on"]
KINDS += ["/agreements/AG-0001/correct/sent/", *(f"/{noun.plural}/" for noun in LISTED)]
# A Chinese sentence with a space between it and what follows it: a sentence, or a link.
PARTED = re.compile(
    r'。(?:</(?:a|bdi)>)*\s+(?:</a>\s*)?(?:[^\s<]|<a\b|<span class="soft")|：\s+<a\b'
)
# What has one address for all languages: data, files, programs, and the screens of editors.
BARE = re.compile(r"/(static|admin|reconcile|\.well-known)/|/[^?]*\.[a-z.]+(\?|$)")


class Leading(HTMLParser):
    """Where a page leads: `led` by links and forms, `languages` {code: address} by its head, and
    `switch` the same by its links.
    """

    def __init__(self, response):
        super().__init__()
        self.led, self.languages, self.switch, self.current = [], {}, {}, None
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        address, language = told.get("href") or told.get("action"), told.get("hreflang")
        if tag == "link" and language:
            self.languages[language] = address
        elif tag == "a" and language:
            self.switch[language] = address
            assert told["lang"] == language
            self.current = language if told.get("aria-current") else self.current
        elif tag in ("a", "link", "form") and address:
            self.led.append(address)


@pytest.fixture
def kinds(register):
    """Return an address of each kind of page."""
    records = [noun.model.objects.order_by("pk").first() for noun in LISTED]
    country = "/countries/UZ/"
    earlier = f"/agreements/AG-0001/?as_of={timezone.localdate()}"
    return [*KINDS, earlier, country, *(record.get_absolute_url() for record in records)]


def elsewhere(address, told, language):
    """Return the addresses of this site to which a page leads in another language than its own."""
    led = (urljoin(SITE + address, link) for link in told.led)
    local = [link.removeprefix(SITE) for link in led if link.startswith(SITE)]
    pages = [link for link in local if not BARE.match(link)]
    return [link for link in pages if link != in_language(link, language)]


@pytest.fixture(scope="module")
def kept():
    """The answers that the first test which asks for them has fetched."""
    return {}


@pytest.fixture
def answers(client, kinds, kept):
    """{kind: {language: answer}} of a page of each kind in each language."""
    if not kept:
        kept |= {
            kind: {code: client.get(in_language(kind, code)) for code in OWN_NAMES}
            for kind in kinds
        }
    return kept


@pytest.mark.parametrize("language", OWN_NAMES)
def test_page_of_each_kind_keeps_its_language_and_leads_to_the_others(answers, language):
    for kind, answered in answers.items():
        address, response = in_language(kind, language), answered[language]

        told = Leading(response)
        assert (kind, response.status_code) == (kind, 200)
        assert f'<html lang="{language}">'.encode() in response.content
        assert response.headers["Content-Language"] == language
        assert "Accept-Language" not in response.headers.get("Vary", "")
        assert (kind, elsewhere(address, told, language)) == (kind, [])
        assert told.current == language
        assert told.switch == {code: in_language(kind, code) for code in OWN_NAMES}


@pytest.mark.parametrize("language", OTHERS)
def test_alternates_are_complete_and_name_each_other(answers, language):
    for answered in answers.values():
        own, other = Leading(answered["en"]), Leading(answered[language])

        assert own.languages == other.languages
        if own.languages:
            shown = own.languages["en"].removeprefix(SITE)
            expected = {code: SITE + in_language(shown, code) for code in OWN_NAMES}
            assert own.languages == {**expected, "x-default": SITE + shown}


def test_nothing_parts_chinese_sentences(answers):
    found = {}
    for kind, answered in answers.items():
        body = answered["zh-hans"].content.decode().partition("</head>")[2]
        found[kind] = PARTED.findall(body)

    assert {kind: parted for kind, parted in found.items() if parted} == {}


def test_page_without_an_address_of_its_own_has_no_alternates(client, register):
    assert Leading(client.get("/ru/agreements/?sector=astrology")).languages == {}


def test_canonical_is_of_the_language_and_programs_are_led_to_the_bare_address(client, head):
    AgreementFactory()

    found, response = head("/ru/agreements/AG-0001/"), client.get("/ru/agreements/AG-0001/")

    page, bare_page = f"{SITE}/ru/agreements/AG-0001/", f"{SITE}/agreements/AG-0001/"
    assert (found.links["canonical"], found.named["og:url"]) == (page, page)
    assert f'"@id": "{bare_page}"' in found.data
    assert f'<{bare_page}>; rel="cite-as"' in response.headers["Link"]
    assert "/ru/" not in response.headers["Link"]
    assert response.context["citing"].address == bare_page
    assert client.get("/ru/agreements/").context["citing"].address == f"{SITE}/agreements/"


def test_data_of_a_page_is_offered_in_its_language(client):
    AgreementFactory()

    links = client.get("/ru/agreements/?status=signed").context["data_links"]

    assert {link.href.partition("?")[2] for link in links} == {"status=signed&lang=ru"}
    assert {link.href.partition(".")[0] for link in links} == {"/agreements"}


def test_files_of_charts_are_offered_in_its_language(client):
    AgreementFactory()

    response = client.get("/ru/agreements/?view=charts")

    files = [file.href for chart in response.context["charts"] for file in chart.files]
    assert files
    assert {href.partition(".")[0] for href in files} == {"/agreements"}
    assert {href.rpartition("&")[2] for href in files} == {"lang=ru"}
    assert "</openapi.json>" in response.headers["Link"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/ru/agreements/?status=signed&page=2", "/agreements.json?status=signed&lang=ru"),
        ("/ru/agreements/AG-0001/", "/agreements/AG-0001.json?lang=ru"),
        ("/agreements/AG-0001/", "/agreements/AG-0001.json"),
    ],
)
def test_program_that_prefers_data_is_led_to_it_in_the_language_of_the_page(
    client, address, expected
):
    response = client.get(address, headers={"accept": "application/json"})

    assert (response.status_code, response.headers["Location"]) == (303, expected)


def test_switch_leaves_out_what_has_no_meaning_here(client):
    told = Leading(client.get("/ru/agreements/?utm_source=x&foo=1&status=signed"))

    assert told.switch["zh-hans"] == "/zh-hans/agreements/?status=signed"


def test_countries_are_called_as_the_language_calls_them(client, register):
    codes = ("en", "ru", "en", "zh-hans")

    pages = [client.get(in_language("/agreements/", code)).content.decode() for code in codes]

    assert ["Узбекистан" in page for page in pages] == [False, True, False, False]
    assert ["乌兹别克斯坦" in page for page in pages] == [False, False, False, True]


def test_country_that_is_called_otherwise_is_so_on_the_next_page(client, register):
    client.get("/ru/institutions/IN-0001/")
    Name.objects.filter(country="CN", language="ru").update(text="КНР")

    page = client.get("/ru/institutions/IN-0001/").content.decode()

    assert [bool(re.search(rf"\b{name}\b", page)) for name in ("КНР", "Китай")] == [True, False]


def test_proposal_is_thanked_for_in_the_language_of_its_form(client, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.example"
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", "keeper@coop.example"
    institution = InstitutionFactory()
    typed = {**WRONG, "token": token(institution), "contact": "reader@coop.example"}

    led = client.post("/ru/institutions/IN-0001/correct/", typed)

    assert (led.status_code, led.headers["Location"]) == (
        303,
        "/ru/institutions/IN-0001/correct/sent/",
    )
    keeper, sender = mailoutbox
    assert f"{SITE}/admin/agreements/proposal/" in keeper.body
    assert f"{SITE}/ru/institutions/IN-0001/" in sender.body
