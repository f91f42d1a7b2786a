"""Takes pictures of every kind of page of a register that is being served."""

import argparse
import shutil
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser import page_kinds
from tests.browser.chromium import launch

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LOOKS = {
    "light": {"color_scheme": "light", "viewport": WIDE},
    "dark": {"color_scheme": "dark", "viewport": WIDE},
    "phone": {"color_scheme": "light", "viewport": PHONE, "device_scale_factor": 2},
    "print": {"color_scheme": "light", "viewport": WIDE},
}


def addresses(site, names=page_kinds.NAMES):
    """Return {name: address} of the pages that the server has."""

    def read(address):
        with urlopen(site + address) as answer:  # noqa: S310, an address that whoever runs it gives
            return answer.read().decode()

    found = {name: page_kinds.address(name, read) for name in names}
    return {name: address for name, address in found.items() if address}


def take(browser, site, names, folder):
    """Save each page in each look as <name>-<look>.png, leaving out what the server has not."""
    folder.mkdir(parents=True, exist_ok=True)
    found = addresses(site, names)
    for look, options in LOOKS.items():
        context = browser.new_context(base_url=site, java_script_enabled=False, **options)
        page = context.new_page()
        page.emulate_media(media="print" if look == "print" else "screen")
        for name, address in found.items():
            if page.goto(address).status == page_kinds.ERRORS.get(name, 200):
                page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
        context.close()


def main():
    """Take all pictures of the server that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.browser.screenshots", description=__doc__
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="Where it is served.")
    parser.add_argument("--folder", default="screenshots", type=Path, help="Where they are saved.")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or parser.error("There is no chromium on this machine.")
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        take(browser, options.url.rstrip("/"), page_kinds.NAMES, options.folder)
        browser.close()


if __name__ == "__main__":
    main()
