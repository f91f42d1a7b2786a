"""Measures the register's pages at two sizes, beside SQL, Datasette and the template alone.

    uv run --group benchmark python -m tests.benchmarks.pages --agreements 1000000

It makes each register once, in a folder that it keeps, prints a table of ratios, and writes all
that it measured to a JSON file there. With --postgres it measures the same on that server too.
"""

import json
import platform
import sqlite3
from contextlib import closing
from functools import partial
from tempfile import TemporaryDirectory

from tests.benchmarks import addressed, goals, server
from tests.benchmarks.registers import (
    ARTICLE,
    Register,
    environment,
    manage,
    parser,
    postgres_register,
    printed,
    sqlite_register,
)
from tests.benchmarks.timing import in_turns

PACKAGE = "tests.benchmarks"
SMALL = 1_000
# SQL and Datasette take up to a minute for each of these at a million; others tell nothing new.
SLOW_QUERIES = ("no filter", "broad sector", "four facets")
SERVED_QUERIES = ("no filter", "four facets")
# In seconds of the processor.
PATIENCE_BY_ACT = {"page": 20, "index": 20, "template": 20, "sql": 3}


def measure(urls, peers=None):
    """Return {size: report} of registers by size, which take turns in all that is compared.

    `peers` are asked for the SLOW_QUERIES in the same turns, by size.
    """
    peers = peers or {}
    registers = {size: Register(url) for size, url in urls.items()}
    reports = {str(size): {"build": register.ask("build")} for size, register in registers.items()}
    queries = {size: register.ask("standard_queries") for size, register in registers.items()}
    for what, asked in addressed.ASKED.items():
        for size, found in addressed.measure(registers, asked).items():
            reports[str(size)][what] = found
    for size in registers:
        reports[str(size)]["queries"] = {name: {"query": q} for name, q in queries[size].items()}
    for name in queries[SMALL]:
        asked = {size: found[name] for size, found in queries.items()}
        for size, found in measure_query(name, asked, registers, peers).items():
            reports[str(size)]["queries"][name] |= found
    for size, register in registers.items():
        acts = [partial(register.ask, act) for act in ("page", "kept", "edited_page")]
        page, kept, edited = in_turns(acts)
        reports[str(size)]["edit"] = {"unchanged": page, "kept": kept, "after_edit": edited}
    small, big = reports[str(SMALL)], list(reports.values())[-1]
    for name in {"no filter": None} | addressed.above(addressed.ratios(small, big)):
        for size, register in registers.items():
            report = reports[str(size)]
            rooms = register.ask("profile", addressed.address_of(name, report))
            report.setdefault("profiles", {})[name] = rooms
    for register in registers.values():
        register.close()
    return reports


def measure_query(name, queries, registers, peers):
    """Return {size: {act: times}} of a query, which is written for each size, with its facts."""
    found = {size: {} for size in registers}
    for act, patience in PATIENCE_BY_ACT.items():
        if act == "sql" and name not in SLOW_QUERIES:
            continue
        turns = [(size, act, register) for size, register in registers.items()]
        if act == "page" and name in SLOW_QUERIES:
            turns += [(size, "datasette", peer) for size, peer in peers.items()]
        acts = [partial(one.ask, act, queries[size]) for size, _what, one in turns]
        for (size, what, _one), times in zip(turns, in_turns(acts, patience=patience), strict=True):
            found[size][what] = times
    for size, register in registers.items():
        found[size] |= register.ask("facts", queries[size])
    return found


def measure_sqlite(folder, sizes):
    """Return {size: report} of registers in SQLite files, with Datasette's and gunicorn's times."""
    paths = {size: sqlite_register(folder, size) for size in sizes}
    urls = {size: f"sqlite:///{path}" for size, path in paths.items()}
    peers = {size: Register(urls[size], f"{PACKAGE}.peer", path) for size, path in paths.items()}
    for one in peers.values():
        one.ask("copied")
    reports = measure(urls, peers)
    for one in peers.values():
        one.close()
    for size, url in urls.items():
        report = reports[str(size)]
        queries = {name: facts["query"] for name, facts in report["queries"].items()}
        served = {name: queries[name] for name in SERVED_QUERIES}
        report["served"] = server.measure(environment(url), served)
    reports[str(sizes[-1])]["start"] = measure_start(urls[sizes[-1]])
    return reports


def measure_start(url):
    """Return how long a process takes to begin that finds a file of its indexes."""
    with TemporaryDirectory() as folder:
        begun = [
            printed(url, f"{PACKAGE}.starting", snapshots=folder) for _first_and_next in range(2)
        ]
    return begun[-1]


def measure_changes(path):
    """Return what readers wait for while large changes are taken in, made to a copy of a file.

    The indexes are in files, as servers have them where nothing else is set.
    """
    changed = path.with_suffix(".changed")
    with closing(sqlite3.connect(path)) as own, closing(sqlite3.connect(changed)) as copy:
        own.backup(copy)
    url = f"sqlite:///{changed}"
    try:
        with TemporaryDirectory() as folder:
            return printed(url, f"{PACKAGE}.large_changes", "--json", snapshots=folder)
    finally:
        for leftover in changed.parent.glob(f"{changed.name}*"):
            leftover.unlink()


def row(name, small, big):
    """Return a line of the table for one query: times in milliseconds, and their ratios."""
    page, part = big["page"], big["index"]
    peer = big.get("datasette")
    cells = [
        name,
        f"{big['total']:,}",
        f"{small['page']['ms']:.1f}",
        f"{page['ms']:.1f} ({page['low']:.1f}–{page['high']:.1f})",
        f"{page['ms'] / small['page']['ms']:.2f}",
        f"{part['ms']:.1f}",
        f"{big['sql']['ms'] / part['ms']:,.0f}" if "sql" in big else "",
        f"{page['ms'] / big['template']['ms']:.2f}",
        f"{peer['ms'] / page['ms']:,.0f}" if peer else "",
        str(big["queries"]),
        *(small["shown"], big["shown"]),
    ]
    return f"| {' | '.join(cells)} |"


def table(reports, sizes):
    """Return the lines of a table of all queries, the ratios of the largest to the smallest."""
    small, big = reports[str(sizes[0])], reports[str(sizes[-1])]
    heads = (
        "query",
        "records",
        f"page at {sizes[0]:,} (ms)",
        f"page at {sizes[-1]:,} (ms, quartiles)",
        "ratio",
        "index (ms)",
        "SQL / index",
        "page / template",
        "Datasette / page",
        "queries",
        f"rows + values shown at {sizes[0]:,}",
        f"at {sizes[-1]:,}",
    )
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    lines += [row(name, small["queries"][name], facts) for name, facts in big["queries"].items()]
    for what in addressed.ASKED:
        lines += ["", *addressed.table(small, big, what)]
    lines += ["", *goals.profiled(small, big), "", *remarks(small, big)]
    reached = goals.goals(small, big, reports.get(ARTICLE, {"queries": {}}))
    return [*lines, "", *goals.table(reached)]


def remarks(small, big):
    """Return the lines that say what the tables of the largest register do not."""
    edit, build = big["edit"], big["build"]
    slow = addressed.told(addressed.above(addressed.ratios(small, big)))
    facets, search = (build[key] / build["agreements"] for key in ("bytes", "search_bytes"))
    lines = [
        f"Above {addressed.MOST}: {slow}.",
        f"Memory: {facets:.0f} bytes an agreement for facets, {search:.0f} more for search.",
        f"Names: {build['folding']:.0f} s to fold those that were not.",
        f"A page that is kept takes {edit['kept']['ms']:.2f} ms.",
    ]
    for change, waits in big.get("changes", {}).items():
        lines.append(
            f"{change}: the next search {waits['next']:.0f} ms, {waits['usual']:.0f} before; until "
            f"it was taken in, after {waits['seconds']:.1f} s, pages took {waits['median']:.0f} in "
            f"the middle, and the longest {waits['longest']:.0f}."
        )
    for name, found in (big.get("served") or {}).items():
        if isinstance(found, dict):
            errors = found["errors"] and f" Errors: {found['errors']}."
            lines.append(f"{name}: {found['per_second']:,.0f} requests a second.{errors}")
    return lines


def machine():
    """Return what the measuring machine is."""
    with open("/proc/cpuinfo") as lines:
        models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} × {models[0]}, Python {platform.python_version()}"


def main():
    """Measure, write the JSON, before the large changes too, and print the tables."""
    asked = parser(__doc__, 1_000_000, "The larger size.")
    asked.add_argument("--postgres", default="", help="A server, as DATABASE_URL names one.")
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = [SMALL, options.agreements]
    manage(f"sqlite:///{options.folder}/none", "collectstatic", "--noinput", "--verbosity", 0)
    report = {"machine": machine(), "SQLite": measure_sqlite(options.folder, [ARTICLE, *sizes])}
    if options.postgres:
        urls = {size: postgres_register(options.postgres, size) for size in sizes}
        report["PostgreSQL"] = measure(urls)
    written = options.folder / "pages.json"
    written.write_text(json.dumps(report, indent=1))
    changes = measure_changes(sqlite_register(options.folder, options.agreements))
    report["SQLite"][str(options.agreements)]["changes"] = changes
    written.write_text(json.dumps(report, indent=1))
    print(report["machine"])
    for database in [name for name in report if name != "machine"]:
        print("", f"{database}:", "", *table(report[database], sizes), sep="\n")
    print(f"All figures: {written}")


if __name__ == "__main__":
    main()
