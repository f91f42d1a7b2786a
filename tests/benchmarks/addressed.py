"""Measures pages by their addresses: searches, and pages of each kind; has the ratios of all.

Run by `pages.py`.
"""

from functools import partial

from tests.benchmarks.timing import in_turns

# How many times a page at the larger size may take as long as the same page at the smaller one.
MOST = 1.5
# The acts that name addresses, by what is found there.
LIST = "/agreements/"
ASKED = {"page": "kinds_of_pages", "search": "searches_elsewhere"}


def measure(registers, asked):
    """Return {size: {name: times}} of pages that an act names, which registers answer in turns."""
    addresses = {size: register.ask(asked) for size, register in registers.items()}
    found = {size: {} for size in registers}
    for name in next(iter(addresses.values())):
        acts = [
            partial(register.ask, "visit", addresses[size][name])
            for size, register in registers.items()
        ]
        for size, times in zip(registers, in_turns(acts, patience=20), strict=True):
            address = addresses[size][name]
            found[size][name] = times | registers[size].ask("seen", address) | {"address": address}
    return found


def table(small, big, what):
    """Return the lines of a table of pages: milliseconds at two sizes, their ratios, and how many
    rows and values of facets the pages show at each.
    """
    lines = [
        f"| {what} | small (ms) | large (ms, quartiles) | ratio | small shows | large shows |",
        "|" + " --- |" * 6,
    ]
    for name, times in big[what].items():
        before = small[what][name]
        cells = [
            name,
            f"{before['ms']:.1f}",
            f"{times['ms']:.1f} ({times['low']:.1f}–{times['high']:.1f})",
            f"{times['ms'] / before['ms']:.2f}",
            *(before["shown"], times["shown"]),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def ratios(small, big):
    """Return {page: how many times as long it takes at the larger size}, of all pages."""
    took, takes = (
        {name: facts["page"]["ms"] for name, facts in report["queries"].items()}
        | {name: times["ms"] for what in ASKED for name, times in report[what].items()}
        for report in (small, big)
    )
    return {name: takes[name] / took[name] for name in takes}


def above(found):
    """Return those of {page: ratio} that take more than MOST times as long, the largest first."""
    slow = {name: ratio for name, ratio in found.items() if ratio > MOST}
    return dict(sorted(slow.items(), key=lambda item: -item[1]))


def told(slow):
    """Return {page: ratio} in words."""
    return "; ".join(f"{name} {ratio:.2f}" for name, ratio in slow.items()) or "none"


def address_of(name, report):
    """Return the address of a page by its name in a report."""
    for what in ASKED:
        if name in report[what]:
            return report[what][name]["address"]
    return f"{LIST}?{report['queries'][name]['query']}"
