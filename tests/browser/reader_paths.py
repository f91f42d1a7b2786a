"""Eight readers and their ways from the first page, which no language changes.

What is clicked on is found by its address or its name in forms, never by words.
"""

from typing import NamedTuple

PARTNER = "Chongqing Electric Power College"
KEEPER = "Register office of the alliance"
HOME = {"en": "/", "ru": "/ru/", "zh-hans": "/zh-hans/", "uz": "/uz/"}


class Step(NamedTuple):
    """What a reader does at a place of a page, a CSS selector.

    `act` is a method of Reader; `text` is what is typed.
    """

    act: str
    at: str
    text: str = ""


class Path(NamedTuple):
    """The steps from the first page to what a reader came for, in at most so many clicks."""

    most: int
    steps: tuple[Step, ...]


PATHS = {
    # Of the thirteen agreements that the newspaper counts: which they are, and how to cite it.
    "journalist": Path(
        2,
        (
            Step("follow", ".counted a[href$='/events/EV-0001/#figures']"),
            Step("follow", "a[href='#cite']"),
        ),
    ),
    # Who in China works in energy, with the address of its own pages.
    "college": Path(
        3,
        (
            Step("follow", ".site-nav a[href$='/sectors/']"),
            Step("follow", "main a[href$='/sectors/energy/']"),
            Step("follow", f"#institutions a:has-text('{PARTNER}')"),
        ),
    ),
    # How many agreements there are in energy between China and Uzbekistan since 2024, as a sheet.
    "official": Path(
        3,
        (
            Step("follow", "main a[href$='/agreements/?sector=energy']"),
            Step("follow", ".facets a[href*='corridor=CN-UZ']"),
            Step("send", "input[type=text][name=year]", "2024-2026"),
            Step("take", "main a[href*='/agreements.xlsx?']"),
        ),
    ),
    # All statements of a release; what its columns mean and how to cite it stand beside it.
    "researcher": Path(
        2,
        (
            Step("follow", ".doors a[href$='/data/']"),
            Step("take", "#releases ~ * a[href$='/citation.csv']"),
        ),
    ),
    # A member is missing from the list.
    "secretary who corrects": Path(
        4,
        (
            Step("follow", ".site-nav a[href$='/alliances/']"),
            Step("follow", "#rows a[href*='/alliances/AL-0001/']"),
            Step("follow", "a[href$='/correct/?field=memberships']"),
            Step("fill", "[name=wrong]", "A member is missing."),
            Step("pause", ""),
            Step("follow", "main button[type=submit]"),
        ),
    ),
    "secretary who follows": Path(
        3,
        (
            Step("follow", ".site-nav a[href$='/alliances/']"),
            Step("follow", "#rows a[href*='/alliances/AL-0001/']"),
            Step("read", "main a[href*='/institutions.atom?']"),
        ),
    ),
    # What is this, who keeps it, and what is missing.
    "stranger": Path(
        2,
        (
            Step("follow", ".home-head a[href$='/about/']"),
            Step("follow", "#missing ~ * a[href$='/coverage/']"),
        ),
    ),
}
