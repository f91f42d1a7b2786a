"""Draws the picture that stands beside a link to the register, out of card.svg beside it."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch

CARD = Path(__file__).resolve().parents[2] / "agreements/static/agreements/card.png"
SIZE = {"width": 1200, "height": 630}


def main():
    """Write the picture anew where the style sheets lie."""
    chromium = shutil.which("chromium") or sys.exit("There is no chromium on this machine.")
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        page = browser.new_page(viewport=SIZE)
        page.goto(CARD.with_suffix(".svg").as_uri())
        page.screenshot(path=CARD)
        browser.close()


if __name__ == "__main__":
    main()
