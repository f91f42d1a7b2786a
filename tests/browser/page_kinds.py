"""Each kind of page that the register has, and where one of its kind is."""

import re
from datetime import date
from urllib.parse import quote

LISTS = (
    "agreements",
    "institutions",
    "sectors",
    "countries",
    "alliances",
    "events",
    "projects",
    "people",
    "sources",
    "publishers",
)
FIXED = {
    "home": "/",
    "about": "/about/",
    "api": "/api/",
    "coverage": "/coverage/",
    "data": "/data/",
    "codebook": "/data/codebook/",
    "search": "/search/",
    "search-found": f"/search/?q={quote('重庆')}",
    "search-misspelt": "/search/?q=chonqging",
    "agreements-second-page": "/agreements/?page_size=2&page=2",
    "agreements-chosen": "/agreements/?sector=telecommunication&country=UZ&country=CN",
    "agreements-none": "/agreements/?q=chongqing&country=ZW",
    "agreements-error": "/agreements/?country=atlantis&sort=taste",
    "charts": "/agreements/?view=charts",
    "charts-few": "/agreements/?view=charts&sector=energy",
    "compared": "/countries/?compare=CN&compare=UZ",
    "compared-error": "/sectors/?compare=energy&compare=enrgy",
    "agreements-in-russian": "/ru/agreements/?sector=forestry",
    "agreement-in-chinese": "/zh-hans/agreements/AG-0001/",
    # The register begins with this conference, which has all that an event can have.
    "conference": "/events/EV-0001/",
    "speaker": "/people/PE-0002/",
    "history": "/agreements/AG-0001/history/",
    "correction": "/agreements/AG-0001/correct/?field=signed_on",
    "correction-sent": "/agreements/AG-0001/correct/sent/",
    "as-of": f"/agreements/AG-0001/?as_of={date.today():%Y-%m-%d}",
    "not-found": "/atlantis/",
}
GONE = "gone"
NAMES = (*FIXED, *LISTS, *(f"{plural}-one" for plural in LISTS), GONE)
ERRORS = {"not-found": 404, GONE: 410}
# What a browser runs to unfold all parts of a page.
OPEN_ALL = """() => document.querySelectorAll("details").forEach((part) => { part.open = true; })"""


def address(name, read):
    """Return the address of a page, None where the register holds no record of its kind.

    `read` returns the HTML at an address: which records there are is read from their list.
    """
    if name in FIXED:
        return FIXED[name]
    if name in LISTS:
        return f"/{name}/"
    if name == GONE:
        return after_last_agreement(read("/agreements/"))
    return first_record(name.removesuffix("-one"), read)


def first_record(plural, read):
    """Return the address of the first record on a list."""
    found = re.search(rf'href="(/{plural}/[^"/?]+/)', read(f"/{plural}/"))
    return found and found[1]


def after_last_agreement(html):
    """Return the address that follows those on a list; it is gone where its agreement was deleted.

    Where none was, it is the address of no record.
    """
    listed = re.findall(r"/agreements/AG-([0-9]+)/", html)
    return f"/agreements/AG-{max(map(int, listed), default=0) + 1:04d}/"
