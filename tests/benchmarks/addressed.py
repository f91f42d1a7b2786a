"""Measures pages by their addresses: searches, and pages of each kind; draws the ratios of all.

Run by `pages.py`.
"""

from functools import partial

from tests.benchmarks.timing import in_turns

# How many times a page at the larger size may take as long as the same page at the smaller one.
MOST = 1.5
# The acts that name addresses, by what is found there.
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
            shown = registers[size].ask("shown", addresses[size][name])
            found[size][name] = times | {"shown": shown}
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


def verdict(small, big):
    """Return the lines that say which ratios are above MOST, and how much memory is held."""
    pages = {name: facts["page"]["ms"] for name, facts in big["queries"].items()}
    pages |= {name: times["ms"] for what in ASKED for name, times in big[what].items()}
    before = {name: facts["page"]["ms"] for name, facts in small["queries"].items()}
    before |= {name: times["ms"] for what in ASKED for name, times in small[what].items()}
    ratios = {name: pages[name] / before[name] for name in pages}
    above = {name: ratio for name, ratio in ratios.items() if ratio > MOST}
    named = ", ".join(f"{name} {above[name]:.2f}" for name in sorted(above, key=above.get)[::-1])
    build = big["build"]
    facets, search = (build[key] / build["agreements"] for key in ("bytes", "search_bytes"))
    return [
        f"Above {MOST} of {len(ratios)} ratios: {len(above)}. {named}",
        f"Memory: {facets:.0f} bytes an agreement for facets, {search:.0f} more for search.",
    ]
