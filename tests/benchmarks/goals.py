"""What the register is to reach, beside what was measured, and where the time goes instead.

Made of the reports of `pages.py`.
"""

from typing import NamedTuple

from tests.benchmarks import addressed

# In bytes an agreement.
MEMORY = 300
# Of the bytes of a page, the part that leaves the server.
SENT = 0.1
# Of one page; a search of all nouns may take two for each of eleven.
QUERIES, QUERIES_OF_ALL = 12, 22
ALL_NOUNS = "/search/ "


class Goal(NamedTuple):
    """What is to be reached, what was measured, and whether it is."""

    what: str
    goal: str
    measured: str
    is_reached: bool


def goals(small, big, article):
    """Return the Goals that the reports of two sizes, and of the article's register, tell of."""
    ratios = addressed.ratios(small, big)
    above = addressed.above(ratios)
    plain = big["queries"]["no filter"]
    found = [
        Goal(
            "any page at the larger size, over the same page at the smaller",
            f"at most {addressed.MOST}",
            f"{len(above)} of {len(ratios)} above it, up to {max(ratios.values()):.2f}",
            not above,
        ),
        at_least(
            "a page that nothing has changed, against making it",
            40,
            [big["edit"]["unchanged"]["ms"] / big["edit"]["kept"]["ms"]],
        ),
        at_least("Datasette's page, over ours", 300, peers(big)),
        at_least("the same of the article's register", 2, peers(article)),
        at_most("a list page, over its template", 2, plain["page"]["ms"] / plain["template"]["ms"]),
        at_most("bytes sent of a list page, over its HTML", SENT, plain["sent"] / plain["bytes"]),
        at_most(
            "the next page after an edit, over one without",
            2,
            big["edit"]["after_edit"]["ms"] / big["edit"]["unchanged"]["ms"],
        ),
        *(
            at_most(
                f"the next search after {name}, over one before", 2, waits["next"] / waits["usual"]
            )
            for name, waits in big.get("changes", {}).items()
        ),
    ]
    return found + of_queries(big) + of_index(big)


def of_queries(big):
    """Return the Goals of how many queries a page takes, and a search of all nouns at once."""
    pages = {
        name: page["queries"]
        for part in ("queries", *addressed.ASKED)
        for name, page in big[part].items()
    }
    of_all = {name: count for name, count in pages.items() if name.startswith(ALL_NOUNS)}
    others = {name: count for name, count in pages.items() if name not in of_all}
    kinds = (("a page", QUERIES, others), ("a search of all nouns", QUERIES_OF_ALL, of_all))
    return [
        at_most(f"queries of {what} ({max(counts, key=counts.get)})", most, max(counts.values()))
        for what, most, counts in kinds
        if counts
    ]


def of_index(big):
    """Return the Goals of the indexes."""
    build = big["build"]
    held, million = build["bytes"] + build["search_bytes"], build["agreements"] / 1e6
    found = [
        at_most("bytes of memory an agreement, with search", MEMORY, held / build["agreements"]),
        at_most("seconds to build a million", 20, build["seconds"] / million),
    ]
    if "start" in big:
        found.append(at_most("seconds to begin from a file", 1, big["start"]["seconds"]))
    return found


def peers(report):
    """Return how many times as long as ours the peer takes for each page that it was asked for."""
    asked = (page for page in report["queries"].values() if "datasette" in page)
    return [page["datasette"]["ms"] / page["page"]["ms"] for page in asked]


def at_most(what, most, found):
    return Goal(what, f"at most {most}", f"{found:.2f}", found <= most)


def at_least(what, least, found):
    """Return the Goal of some numbers, all of which have to be so large; none was asked for."""
    if not found:
        return Goal(what, f"at least {least}", "not measured", is_reached=False)
    told = " to ".join(dict.fromkeys(f"{end:.1f}" for end in (min(found), max(found))))
    return Goal(what, f"at least {least}", told, min(found) >= least)


def table(found):
    """Return the lines of a table of Goals."""
    lines = ["| what | goal | measured | reached |", "|" + " --- |" * 4]
    return lines + [
        f"| {one.what} | {one.goal} | {one.measured} | {'yes' if one.is_reached else 'no'} |"
        for one in found
    ]


def profiled(small, big):
    """Return the lines of a table of where the time goes of what reaches no goal: milliseconds at
    the larger size, and how many more these are than at the smaller.
    """
    build = big["build"]["rooms"]
    lines = [
        f"| where the time goes (ms, more than at the smaller) | {' | '.join(build)} |",
        "|" + " --- |" * (len(build) + 1),
    ]
    for name, rooms in big["profiles"].items():
        before = small["profiles"][name]
        cells = [f"{spent:.1f} ({spent - before[room]:+.1f})" for room, spent in rooms.items()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    whole = " | ".join(f"{spent:,.0f}" for spent in build.values())
    return [*lines, f"| building the indexes | {whole} |"]
