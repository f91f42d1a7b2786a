"""What shuts readers out of a page: axe-core tells, by the rules of WCAG 2.2 AA and good practice.

A width of 320 pixels is also what is left of 1280 at 400 %: there, nothing may need scrolling
sideways.
"""

from collections import defaultdict
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from agreements.language_paths import OTHERS, in_language
from tests.browser import page_kinds
from tests.sweeps import some

SCHEMES = ("light", "dark")
# Colours do not follow from the width. In a sweep each page is looked at in all four ways, else in
# one of two, as its neighbour is in the other: pages are made of the same parts.
LOOKS = [*product(SCHEMES, (320, 1280))]
IN_TURN = (("light", 1280), ("dark", 320))
# The pages that are least alike, which are looked at in each other language.
UNLIKE = ("home", "agreements-chosen", "conference", "correction")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # Style sheets are not asked for again: their own @import would be sought beside the page.
    "preload": {"assets": ["media"]},
}

# The page and what reaches past its right edge, if it can be scrolled sideways at all.
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const beyond = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width)
    .map((element) => `${element.localName} ${element.getAttribute("class") || ""}`);
  return ["html", ...beyond];
}"""


# What breaks the rules, of all that axe-core tells; the browser gets its script once a page.
VIOLATIONS = "(rules) => axe.run(rules).then((told) => told.violations)"
HAS_AXE = "'axe' in window"


def violations(page):
    """Return what axe-core finds wrong with a page as it stands."""
    if not page.evaluate(HAS_AXE):
        page.evaluate(Axe().axe_script)
    return page.evaluate(VIOLATIONS, RULES)


def findings(page):
    """Return what is wrong with a page as it stands, as "rule: element: reasons"."""
    too_wide = [f"too wide: {element}" for element in page.evaluate(OVERFLOWING)]
    return too_wide + [
        f"{violation['id']}: {node['target'][0]}: {reasons(node)}"
        for violation in violations(page)
        for node in violation["nodes"]
    ]


def reasons(node):
    """Return in which ways an element breaks a rule."""
    checks = node["any"] + node["all"] + node["none"]
    return "; ".join(check["message"] for check in checks)


def test_no_page_shuts_anybody_out(new_page, visit):
    # Axe is a script, and is run in the page.
    page = new_page(bypass_csp=True)

    looks = defaultdict(list)
    for number, name in enumerate(page_kinds.NAMES):
        visit(page, name)
        page.evaluate(page_kinds.OPEN_ALL)
        for scheme, width in some(LOOKS, IN_TURN[number % len(IN_TURN)]):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            for fault in findings(page):
                looks[name, fault].append(f"{scheme}, {width} px")

    faults = [f"{name}: {fault} ({'; '.join(where)})" for (name, fault), where in looks.items()]
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("language", OTHERS)
def test_page_in_another_language_shuts_nobody_out(new_page, address_of, language):
    page = new_page(bypass_csp=True, viewport={"width": 320, "height": 800})

    faults = []
    for name in UNLIKE:
        page.goto(in_language(address_of(name), language))
        page.evaluate(page_kinds.OPEN_ALL)
        faults += [f"{name}: {fault}" for fault in findings(page)]

    assert faults == [], "\n".join(faults)


def test_no_page_in_russian_is_wider_than_a_phone(new_page, address_of, witness):
    page = new_page(bypass_csp=True, viewport={"width": 320, "height": 800})

    faults = []
    for name in page_kinds.NAMES:
        address = address_of(name)
        if address != in_language(address, "en"):
            continue
        if name in page_kinds.ERRORS:
            witness.pardon(in_language(address, "ru"))
        page.goto(in_language(address, "ru"))
        page.evaluate(page_kinds.OPEN_ALL)
        faults += [f"{name}: {element}" for element in page.evaluate(OVERFLOWING)]

    assert faults == [], "\n".join(faults)
