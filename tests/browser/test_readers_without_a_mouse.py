"""By ear and keyboard to a value's evidence; by phone, on a slow line, to the first view."""

import pytest

from tests.browser.reader_paths import HOME
from tests.browser.test_accessibility import OVERFLOWING
from tests.browser.test_keyboard import tab_stops
from tests.sweeps import some

MOST_STOPS_TO_ROW = 5
MOST_STOPS_TO_EVIDENCE = 20
# At 100 kbit/s that is some three seconds.
MOST_BYTES = 40_000
PHONE = {"width": 390, "height": 844}
LANGUAGES = pytest.mark.parametrize("start", some(HOME.values(), "/", "/ru/"))


def tab_to(page, is_sought):
    """Press Tab until something that is sought has the focus; return how often, and what has it."""
    for stops, focused in enumerate(tab_stops(page), 1):
        if is_sought(focused):
            return stops, focused
    raise AssertionError("It was not reached.")


def enter(page):
    page.keyboard.press("Enter")
    page.wait_for_load_state()


@LANGUAGES
def test_keyboard_leads_from_the_skip_link_to_the_evidence_of_a_party(page, register, start):
    page.goto(start)

    stops, _link = tab_to(page, lambda focused: focused["address"] == "#rows")
    enter(page)
    more, row = tab_to(page, lambda focused: focused["inRow"])
    with page.expect_navigation(url=lambda url: url.endswith(row["address"])):
        page.keyboard.press("Enter")
    past_header, _link = tab_to(page, lambda focused: focused["address"] == "#content")
    enter(page)
    to_parts, _link = tab_to(page, lambda focused: focused["address"] == "#parties")
    enter(page)
    to_party, party = tab_to(page, lambda focused: "/institutions/" in focused["address"])
    to_letter, letter = tab_to(page, lambda focused: focused["address"].startswith("#source-"))
    enter(page)

    assert stops + more <= MOST_STOPS_TO_ROW
    assert past_header + to_parts + to_party + to_letter <= MOST_STOPS_TO_EVIDENCE
    assert page.locator(f"#parties ~ * .item a[href='{party['address']}']").count() == 1
    assert page.locator(f"{letter['address']}:target a[href*='/sources/']").count() == 1


@LANGUAGES
def test_first_view_of_a_phone_is_light_and_needs_no_scrolling_sideways(
    new_page, live_server, start
):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    received = _bytes_received(page)

    page.goto(start, wait_until="networkidle")

    kinds = {address.removeprefix(live_server.url).rpartition(".")[2] for address in received}
    # A browser without a window fetches no icon.
    assert kinds - {"svg"} == {start, "css"}
    assert sum(received.values()) < MOST_BYTES, received
    assert page.evaluate(OVERFLOWING) == []
    assert page.get_by_role("heading", level=1).is_visible()


def _bytes_received(page):
    """Return what becomes {address: bytes on the wire} of all that a page loads."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses, received = {}, {}
    session.on(
        "Network.responseReceived",
        lambda told: addresses.update({told["requestId"]: told["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda told: received.update(
            {addresses[told["requestId"]]: int(told["encodedDataLength"])}
        ),
    )
    return received
