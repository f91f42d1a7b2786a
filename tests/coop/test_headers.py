"""Headers of every sort of page, scored as Mozilla's HTTP Observatory publishes that it scores."""

import re
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.utils.functional import cached_property

from agreements.nouns import LISTED
from tests.factories import (
    AllianceFactory,
    EventFactory,
    InstitutionFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

PLURALS = [noun.plural for noun in LISTED]
pytestmark = pytest.mark.django_db

LOOSE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
MARK = "/static/agreements/mark.svg"
HALF_A_YEAR = 15_768_000
ENOUGH_FOR_BONUS = 90


@dataclass(frozen=True)
class Answer:
    """What an address answers to HTTPS, and to HTTP."""

    page: HttpResponse
    plain: HttpResponse

    def header(self, name):
        return self.page.headers.get(name, "")

    @cached_property
    def policy(self):
        parts = [part.split() for part in self.header("Content-Security-Policy").split(";")]
        return {part[0]: part[1:] for part in parts if part}

    @property
    def is_loose(self):
        kinds = ("script-src", "style-src", "object-src")
        sources = [self.policy.get(kind, self.policy.get("default-src", ["*"])) for kind in kinds]
        return any(LOOSE & set(allowed) for allowed in sources)

    @property
    def cookies(self):
        return list(self.page.cookies.values())

    @property
    def lasts(self):
        age = re.search(r"max-age=([0-9]+)", self.header("Strict-Transport-Security"))
        return int(age[1]) if age else 0

    @property
    def foreign_scripts(self):
        return re.findall(rb"<script[^>]+src=.?(?:https?:)?//", self.page.content)


# What is looked at: (what is found, points, how it is told). The first that is found counts. The
# points for being in the browsers' own list of HTTPS hosts are left out: a header cannot earn them.
SCORING = {
    "Content-Security-Policy": (
        ("none", -25, lambda a: not a.policy),
        ("allows what is unsafe", -20, lambda a: a.is_loose),
        ("nothing unless named", 10, lambda a: a.policy.get("default-src") == ["'none'"]),
        ("nothing unsafe", 5, lambda a: True),
    ),
    "Cookies": (
        ("none", 0, lambda a: not a.cookies),
        ("sent over HTTP", -20, lambda a: not all(c["secure"] for c in a.cookies)),
        (
            "session within reach of scripts",
            -30,
            lambda a: any("session" in c.key and not c["httponly"] for c in a.cookies),
        ),
        ("kept from other sites", 5, lambda a: all(c["samesite"] for c in a.cookies)),
        ("only secure", 0, lambda a: True),
    ),
    "Cross-origin reading": (
        (
            "by anybody, with cookies",
            -50,
            lambda a: a.header("Access-Control-Allow-Credentials") == "true",
        ),
        ("public or none", 0, lambda a: True),
    ),
    "Redirection": (
        (
            "to HTTPS on the same host",
            0,
            lambda a: a.plain.headers.get("Location", "").startswith("https://testserver/"),
        ),
        ("none", -20, lambda a: True),
    ),
    "Referrer-Policy": (
        ("private", 5, lambda a: a.header("Referrer-Policy") in PRIVATE),
        ("none", 0, lambda a: not a.header("Referrer-Policy")),
        ("tells too much", -5, lambda a: True),
    ),
    "Strict-Transport-Security": (
        ("half a year or more", 0, lambda a: a.lasts >= HALF_A_YEAR),
        ("less", -10, lambda a: a.lasts),
        ("none", -20, lambda a: True),
    ),
    "Scripts": (
        ("from other hosts", -50, lambda a: a.foreign_scripts),
        ("none, or its own", 0, lambda a: True),
    ),
    "X-Content-Type-Options": (
        ("nosniff", 0, lambda a: a.header("X-Content-Type-Options") == "nosniff"),
        ("none", -5, lambda a: True),
    ),
    "Framing": (
        ("refused by the policy", 5, lambda a: a.policy.get("frame-ancestors") == ["'none'"]),
        ("refused", 0, lambda a: a.header("X-Frame-Options") in {"DENY", "SAMEORIGIN"}),
        ("allowed", -20, lambda a: True),
    ),
    "Cross-Origin-Resource-Policy": (
        (
            "for its own pages",
            10,
            lambda a: a.header("Cross-Origin-Resource-Policy") == "same-origin",
        ),
        ("none", 0, lambda a: True),
    ),
}


def score(answer):
    """Return the points: 100 less the penalties, and with 90 or more left the bonuses too."""
    found = [
        next(points for _found, points, is_found in rules if is_found(answer))
        for rules in SCORING.values()
    ]
    left = 100 + sum(points for points in found if points < 0)
    bonus = sum(points for points in found if points > 0)
    return left + bonus if left >= ENOUGH_FOR_BONUS else max(left, 0)


@pytest.fixture
def production(settings):
    """Have the settings of a server that others reach."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.fixture
def records(db):
    """One record of each noun."""
    project = ProjectFactory()
    institution = InstitutionFactory()
    return [
        project,
        project.agreement,
        institution,
        institution.country,
        AllianceFactory(),
        EventFactory(),
        SectorFactory(),
        SourceFactory(),
    ]


def ask(client, address):
    """Return the Answer of an address."""
    return Answer(client.get(address, secure=True), client.get(address))


def test_every_sort_of_page_scores_the_most_that_headers_can(client, production, records):
    pages = [
        "/",
        "/search/",
        "/search/?q=college",
        "/coverage/",
        *(f"/{noun}/" for noun in PLURALS),
    ]
    pages += [record.get_absolute_url() for record in records]
    errors = ["/nothing/", "/agreements/AG-9999/", "/agreements/?page=9"]

    scores = {address: score(ask(client, address)) for address in (*pages, *errors)}

    assert scores == dict.fromkeys((*pages, *errors), 130)


def test_admin_scores_as_much_and_for_its_cookies_more(client, admin_client, production):
    assert score(ask(client, "/admin/login/")) == 135
    assert score(ask(admin_client, "/admin/agreements/agreement/add/")) == 135


def test_answer_without_headers_scores_little():
    assert score(Answer(HttpResponse(), HttpResponse())) == 10


def test_page_loads_only_styles_and_images_of_its_own(client):
    answer = Answer(client.get("/"), None)

    assert answer.policy == {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_admin_loads_its_own_scripts_besides(client):
    page, screen = (Answer(client.get(address), None) for address in ("/", "/admin/login/"))

    assert screen.policy == page.policy | {"script-src": ["'self'"], "connect-src": ["'self'"]}


@pytest.mark.parametrize("address", ["/", "/healthz", "/admin/login/", "/nothing/", MARK])
def test_no_answer_may_use_devices_or_be_used_by_other_sites(client, settings, address):
    settings.WHITENOISE_USE_FINDERS = True

    headers = client.head(address).headers

    assert headers["Permissions-Policy"] == (
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    )
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in headers


def test_confirmed_copy_keeps_its_headers(client):
    first = client.get("/agreements/")

    second = client.get("/agreements/", headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    # A copy has where it is told as data already: no answer without a body says it again.
    kept = set(first.headers) - {"Content-Type", "Content-Length", "Link"}
    assert {name: second.headers.get(name) for name in kept} == {
        name: first.headers[name] for name in kept
    }
