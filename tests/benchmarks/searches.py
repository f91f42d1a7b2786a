"""Measures searches of all nouns, of institutions and of sources, and draws the ratios of all.

Run by `pages.py`.
"""

from functools import partial

from tests.benchmarks.timing import in_turns

# How many times a page at the larger size may take as long as the same page at the smaller one.
MOST = 1.5


def measure(registers):
    """Return {size: {name: times}} of searches, which the registers answer in turns."""
    addresses = {size: register.ask("searches_elsewhere") for size, register in registers.items()}
    found = {size: {} for size in registers}
    for name in next(iter(addresses.values())):
        acts = [
            partial(register.ask, "visit", addresses[size][name])
            for size, register in registers.items()
        ]
        for size, times in zip(registers, in_turns(acts, patience=20), strict=True):
            found[size][name] = times
    return found


def table(small, big):
    """Return the lines of a table of searches: milliseconds at two sizes, and their ratios."""
    lines = ["| search | small (ms) | large (ms, quartiles) | ratio |", "| --- | --- | --- | --- |"]
    for name, times in big["searches"].items():
        before = small["searches"][name]["ms"]
        quartiles = f"{times['ms']:.1f} ({times['low']:.1f}–{times['high']:.1f})"
        lines.append(f"| {name} | {before:.1f} | {quartiles} | {times['ms'] / before:.2f} |")
    return lines


def verdict(small, big):
    """Return the lines that say which ratios are above MOST, and how much memory is held."""
    pages = {name: facts["page"]["ms"] for name, facts in big["queries"].items()}
    pages |= {name: times["ms"] for name, times in big["searches"].items()}
    before = {name: facts["page"]["ms"] for name, facts in small["queries"].items()}
    before |= {name: times["ms"] for name, times in small["searches"].items()}
    ratios = {name: pages[name] / before[name] for name in pages}
    above = {name: ratio for name, ratio in ratios.items() if ratio > MOST}
    named = ", ".join(f"{name} {above[name]:.2f}" for name in sorted(above, key=above.get)[::-1])
    build = big["build"]
    facets, search = (build[key] / build["agreements"] for key in ("bytes", "search_bytes"))
    return [
        f"Above {MOST} of {len(ratios)} ratios: {len(above)}. {named}",
        f"Memory: {facets:.0f} bytes an agreement for facets, {search:.0f} more for search.",
    ]
