"""Measures what a page costs because the register is large, and not because the page is.

    uv run python -m tests.benchmarks.as_much --agreements 1000000

At a million agreements most pages show more than at a thousand: 25 rows and 400 values of facets
instead of one and 80. This asks both sizes for the same pages and, in the same turns, the larger
one for pages that show as many rows and values as the smaller one's.
"""

import argparse
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from tests.benchmarks import addressed
from tests.benchmarks.pages import SMALL
from tests.benchmarks.registers import Register, sqlite_register
from tests.benchmarks.timing import in_turns

HEADS = ("page", "small (ms)", "large", "showing as much", "ratio", "showing as much")


def measure(small, large):
    """Yield (page, times at the smaller size, at the larger, at the larger showing as much)."""
    for asked in ("standard_queries", *addressed.ASKED.values()):
        there, here = small.ask(asked), large.ask(asked)
        for name in there:
            # The first act names queries of a list, the others whole addresses.
            start = "" if there[name].startswith("/") else f"{addressed.LIST}?"
            before, after = start + there[name], start + here[name]
            shown = small.ask("shown", before)
            cut = {"address": after, "shown": shown}
            acts = [
                partial(small.ask, "visit", before),
                partial(large.ask, "visit", after),
                partial(large.ask, "visit_cut", cut),
            ]
            yield name, *in_turns(acts)


def row(name, small, large, cut):
    """Return a line of the table, in milliseconds."""
    cells = [
        name,
        *(f"{times['ms']:.0f}" for times in (small, large, cut)),
        *(f"{times['ms'] / small['ms']:.2f}" for times in (large, cut)),
    ]
    return f"| {' | '.join(cells)} |"


def main():
    """Measure, and print a table and which pages take too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agreements", type=int, default=1_000_000, help="The larger size.")
    parser.add_argument("--folder", type=Path, default=Path(gettempdir()) / "coop-benchmark")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    registers = [
        Register(f"sqlite:///{sqlite_register(options.folder, size)}")
        for size in (SMALL, options.agreements)
    ]
    for register in registers:
        register.ask("build")
    print(
        "| page | small | large | showing as much | ratio | showing as much |", "|" + " --- |" * 6
    )
    found = {}
    for name, *times in measure(*registers):
        found[name] = times[2]["ms"] / times[0]["ms"]
        print(row(name, *times), flush=True)
    for register in registers:
        register.close()
    above = {name: ratio for name, ratio in found.items() if ratio > addressed.MOST}
    told = "; ".join(f"{name} {ratio:.2f}" for name, ratio in above.items())
    print(f"Above {addressed.MOST} where as much is shown: {told or 'none'}, of {len(found)}.")


if __name__ == "__main__":
    main()
