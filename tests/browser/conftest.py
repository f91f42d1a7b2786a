"""What tests in a browser start from: Chromium, the register on a server, and a witness."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium as launcher
from tests.browser import page_kinds
from tests.browser.hands import Hands
from tests.browser.witness import Witness
from tests.conftest import skip_without

PATIENCE = 30_000


@pytest.fixture(scope="package")
def browser(chromium):
    """Chromium, started once for all tests of this folder."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop runs in the thread of the tests, where Django then takes every
        # query for an asynchronous one. The tests do one thing after another.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "True")
        browser = launcher.launch(playwright, chromium)
        yield browser
        browser.close()


@pytest.fixture
def witness(live_server):
    """A Witness of all that the test opens, who must have nothing to tell when it ends."""
    witness = Witness(live_server.url)
    yield witness
    assert witness.faults == [], "\n".join(witness.faults)


@pytest.fixture
def new_page(browser, live_server, register, witness):
    """Return what opens an empty page for a reader with a language, a screen and a taste."""
    contexts = []

    def new_page(**options):
        # Where an element is can be told once the page has stopped moving.
        still = {"base_url": live_server.url, "reduced_motion": "reduce"}
        context = browser.new_context(**still, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        witness.watch(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """An empty page of a reader without scripts, for whom all public pages must work."""
    return new_page(java_script_enabled=False)


@pytest.fixture
def hands_of(new_page, live_server):
    """Return what has somebody of a name and a role log in, and gives their Hands."""
    from tests.browser.logged_in import log_in  # noqa: PLC0415, see address_of

    def hands_of(name, role=None):
        page = new_page(viewport={"width": 1280, "height": 900})
        log_in(page.context, live_server.url, name, role)
        page.goto("/admin/")
        return Hands(page)

    return hands_of


@pytest.fixture
def hands(hands_of):
    """The Hands of an editor who has just logged in."""
    return hands_of("editor", "Editor")


@pytest.fixture
def address_of(client, register):
    """Return what tells the address of a page of page_kinds.NAMES; one agreement was deleted."""
    from tests.factories import (  # noqa: PLC0415, Django is not ready before pytest_configure
        AgreementFactory,
    )

    AgreementFactory().delete()

    def read(address):
        return client.get(address).content.decode()

    return lambda name: page_kinds.address(name, read)


@pytest.fixture
def visit(address_of, witness):
    """Return what shows the page of a name of page_kinds.NAMES, which answers as it should."""

    def visit(page, name):
        address = address_of(name)
        if name in page_kinds.ERRORS:
            witness.pardon(address)
        assert page.goto(address).status == page_kinds.ERRORS.get(name, 200)

    return visit


@pytest.fixture(scope="session")
def vnu():
    """Return the path of the Nu HTML checker, which COOP_VNU names, or skip the test."""
    path = os.environ.get("COOP_VNU", "")
    skip_without("vnu", is_there=shutil.which("java") is not None and os.path.isfile(path))
    return path
