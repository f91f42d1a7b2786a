"""Measures what a page costs because the register is large, and not because the page is.

    uv run python -m tests.benchmarks.as_much --agreements 1000000

At a million agreements most pages show more than at a thousand: 25 rows and 400 values of facets
instead of one and 80. This asks both sizes for the same pages and, in the same turns, the larger
one for pages that show as many rows and values as the smaller one's.
"""

from functools import partial

from tests.benchmarks import addressed
from tests.benchmarks.pages import SMALL
from tests.benchmarks.registers import Register, parser, sqlite_register
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
    options = parser(__doc__, 1_000_000, "The larger size.").parse_args()
    registers = [
        Register(f"sqlite:///{sqlite_register(options.folder, size)}")
        for size in (SMALL, options.agreements)
    ]
    for register in registers:
        register.ask("build")
    print(f"| {' | '.join(HEADS)} |", "|" + " --- |" * len(HEADS), sep="\n")
    found = {}
    for name, *times in measure(*registers):
        found[name] = times[2]["ms"] / times[0]["ms"]
        print(row(name, *times), flush=True)
    for register in registers:
        register.close()
    slow = addressed.told(addressed.above(found))
    print(f"Above {addressed.MOST} where as much is shown: {slow}, of {len(found)}.")


if __name__ == "__main__":
    main()
