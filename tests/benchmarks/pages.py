"""Measures the register's pages at two sizes, beside SQL, Datasette and the template alone.

    uv run --group benchmark python -m tests.benchmarks.pages --agreements 1000000

It makes each register once, in a folder that it keeps, prints a table of ratios, and writes all
that it measured to a JSON file there. With --postgres it measures the same on that server too.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlsplit

from tests.benchmarks import addressed, server
from tests.benchmarks.timing import in_turns

SMALL = 1_000
ARTICLE = "article"
# SQL and Datasette take up to a minute for each of these at a million; others tell nothing new.
SLOW_QUERIES = ("no filter", "broad sector", "four facets")
SERVED_QUERIES = ("no filter", "four facets")
# In seconds of the processor.
PATIENCE_BY_ACT = {"page": 20, "index": 20, "template": 20, "sql": 3}


def environment(url):
    """Return the environment of a production process on that database."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "coop.settings",
        "SECRET_KEY": "known to everybody, for a benchmark only",
        "ALLOWED_HOSTS": "testserver,127.0.0.1",
        "HTTPS_ONLY": "False",
        # Indexes are built, not read from a file of an earlier run.
        "SNAPSHOTS": "",
    }


def manage(url, *arguments):
    """Run a command of the register on that database."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    subprocess.run(command, check=True, env=environment(url), stdout=subprocess.DEVNULL)


def printed(url, module, *arguments):
    """Return what a module of the benchmark prints, as JSON."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    found = subprocess.run(command, check=True, env=environment(url), stdout=subprocess.PIPE)
    return json.loads(found.stdout)


def fill(url, size):
    """Make the register of that size."""
    manage(url, "migrate", "--verbosity", 0)
    if size == ARTICLE:
        manage(url, "loaddata", "countries", "article", "corroboration", "--verbosity", 0)
    else:
        manage(url, "synthesize", "--agreements", size)


def sqlite_register(folder, size):
    """Return the file of a register of that size, made where it is not there yet."""
    path = folder / f"coop-{size}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for leftover in folder.glob(f"{unfinished.name}*"):
            leftover.unlink()
        fill(f"sqlite:///{unfinished}", size)
        unfinished.rename(path)
    return path


def postgres_register(url, size):
    """Return the address of a register of that size on a server, made where it is not there yet."""
    import psycopg  # noqa: PLC0415, only for who measures PostgreSQL

    name = f"coop_benchmark_{size}"
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if there.fetchone():
            return own
        connection.execute(f"CREATE DATABASE {name}_unfinished")
    fill(urlsplit(url)._replace(path=f"/{name}_unfinished").geturl(), size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return own


class Register:
    """A process that keeps a register, or Datasette's copy, and says how long its pages take."""

    def __init__(self, url, module="tests.benchmarks.answers", *arguments):
        self.url = url
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, act, query=""):
        """Return what an act of the process answers."""
        self._process.stdin.write(json.dumps({"act": act, "query": query}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        """End the process."""
        self._process.communicate()


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
    peer = "tests.benchmarks.peer"
    peers = {size: Register(urls[size], peer, path) for size, path in paths.items()}
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
    return reports


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
    lines += ["", *addressed.verdict(small, big)]
    return lines + remarks(big)


def remarks(big):
    """Return the lines that say how long the largest register takes for what is no page."""
    edit, build, queries = big["edit"], big["build"], big["queries"]
    tenth = queries["search, a tenth"]["page"]["ms"] / queries["no filter"]["page"]["ms"]
    lines = [
        f"Index: {build['seconds'] * 1e6 / build['agreements']:.1f} s a million to build. "
        f"A page right after an edit takes {edit['after_edit']['ms']:.1f} ms, "
        f"{edit['after_edit']['ms'] / edit['unchanged']['ms']:.2f} times one without; one that is "
        f"kept {edit['kept']['ms']:.2f} ms, {edit['unchanged']['ms'] / edit['kept']['ms']:.0f} "
        "times less than one that is made.",
        f"Names: {build['folding']:.0f} s to fold those that were not. A page of what a word of a "
        f"tenth of all records finds takes {tenth:.1f} times the page without it.",
    ]
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
    """Measure, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agreements", type=int, default=1_000_000, help="The larger size.")
    parser.add_argument("--folder", type=Path, default=Path(gettempdir()) / "coop-benchmark")
    parser.add_argument("--postgres", default="", help="A server, as DATABASE_URL names one.")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = [SMALL, options.agreements]
    manage(f"sqlite:///{options.folder}/none", "collectstatic", "--noinput", "--verbosity", 0)
    report = {"machine": machine(), "SQLite": measure_sqlite(options.folder, [ARTICLE, *sizes])}
    if options.postgres:
        urls = {size: postgres_register(options.postgres, size) for size in sizes}
        report["PostgreSQL"] = measure(urls)
    print(report["machine"])
    for database in [name for name in report if name != "machine"]:
        print("", f"{database}:", "", *table(report[database], sizes), sep="\n")
    article = report["SQLite"][ARTICLE]["queries"]["no filter"]
    ratio = article["datasette"]["ms"] / article["page"]["ms"]
    print(f"\nThe article's register: Datasette takes {ratio:.1f} times as long as the page.")
    (options.folder / "pages.json").write_text(json.dumps(report, indent=1))
    print(f"All figures: {options.folder / 'pages.json'}")


if __name__ == "__main__":
    main()
