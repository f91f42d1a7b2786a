"""Measures what a download costs: a file of a whole list, beside other ways to make it.

    uv run --group benchmark python -m tests.benchmarks.downloads --agreements 1000000

Each way has a process of its own and is measured in seconds of its processor; instances of the ORM
make a part of the list only. Datasette streams the four tables that a row is made of, its grade
included, one after the other and unjoined.
"""

import json
import os
import resource
import subprocess
import sys
from threading import Thread
from time import perf_counter, process_time

from tests.benchmarks.registers import parser, printed, sqlite_register

OF_INSTANCES = 20_000
TABLES = (
    "agreements_agreement",
    "agreements_party",
    "agreements_agreement_sectors",
    "agreements_citation",
)
PAGE = "/agreements/?kind=workshop"


def kilobytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def ready():
    """Return a client of a register whose index is built."""
    import django  # noqa: PLC0415, the settings are those of the process that was asked

    django.setup()
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.get("/agreements/")
    return client


def take(client, address):
    """Return the rows, the bytes, and the seconds of the processor of a file and its first part."""
    start = process_time()
    answer = client.get(address)
    parts = answer.streaming_content if answer.streaming else iter([answer.content])
    size, lines, first = 0, 0, None
    for part in parts:
        first = first or process_time() - start
        size += len(part)
        lines += part.count(b"\r\n") or part.count(b"\n")
    return {"rows": lines, "bytes": size, "cpu": process_time() - start, "first": first}


def measure_file(address):
    """Print what a file costs, in time and in memory beside the index."""
    client = ready()
    before = kilobytes()
    taken = take(client, address)
    print(json.dumps({**taken, "memory": (kilobytes() - before) / 1024}))


def measure_queries():
    """Print how many queries the file asks for each part of it."""
    client = ready()
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from agreements.tables.table import CHUNK  # noqa: PLC0415

    answer = client.get("/agreements.csv")
    parts = iter(answer.streaming_content)
    next(parts)
    next(parts)
    with CaptureQueriesContext(connection) as captured:
        next(parts)
    answer.close()
    print(json.dumps({"queries": len(captured), "records": CHUNK}))


def measure_instances():
    """Print what a file made of the ORM's instances costs."""
    ready()
    from agreements.tables.table import CHUNK  # noqa: PLC0415
    from tests.benchmarks.instances import page_of_instances  # noqa: PLC0415

    start = process_time()
    for first in range(0, OF_INSTANCES, CHUNK):
        page_of_instances(first, CHUNK)
    print(json.dumps({"rows": OF_INSTANCES, "cpu": process_time() - start}))


def measure_pages_meanwhile():
    """Print milliseconds of pages alone, and while the same process sends a file."""
    client = ready()
    from django.test import Client  # noqa: PLC0415

    alone = times_of_pages(client, lambda count: count < 60)
    sending = Thread(target=take, args=(Client(), "/agreements.csv"))
    sending.start()
    beside = times_of_pages(client, lambda count: count < 60 and sending.is_alive())
    print(json.dumps({"alone": alone, "beside": beside, "pages": len(beside)}))
    os._exit(0)


def times_of_pages(client, goes_on):
    times = []
    while goes_on(len(times)):
        start = perf_counter()
        client.get(PAGE)
        times.append(1000 * (perf_counter() - start))
    return sorted(times)


def datasette(path, table):
    """Return the seconds of the processor in which Datasette sends a table with its labels."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        *(sys.executable, "-m", "datasette", str(path), "--setting", "max_csv_mb", "0"),
        *("--get", f"/{path.stem}/{table}.csv?_stream=on&_labels=on"),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


FILES = {
    "CSV of agreements": "/agreements.csv",
    "NDJSON of agreements": "/agreements.ndjson",
    "CSV of parties": "/agreements.csv?rows=parties",
    "CSV of statements": "/agreements.csv?rows=statements",
}


def percentile(times, share):
    return times[min(int(share * len(times)), len(times) - 1)]


def main():
    """Measure each way in a process of its own, and print a table."""
    options = parser(__doc__, 20_000, "How many to invent.").parse_args()
    path = sqlite_register(options.folder, options.agreements)
    url = f"sqlite:///{path}"
    print("| file | rows | rows per CPU s | CPU s | first part | memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    found = {}
    for name, address in FILES.items():
        found[name] = it = printed(url, __spec__.name, "file", address)
        print(
            f"| {name} | {it['rows']:,} | {it['rows'] / it['cpu']:,.0f} | {it['cpu']:.1f} "
            f"| {it['first']:.2f} s | {it['memory']:+.0f} MB |"
        )
    of_instances = printed(url, __spec__.name, "instances")
    rate = of_instances["rows"] / of_instances["cpu"]
    print(f"| the same CSV of instances | {of_instances['rows']:,} | {rate:,.0f} | | | |")
    peer = sum(datasette(path, table) for table in TABLES)
    print(f"| its four tables by Datasette | | | {peer:.1f} | | |")
    own = found["CSV of agreements"]
    print(
        f"\n{own['rows'] / own['cpu'] / rate:.1f} times instances, "
        f"{peer / own['cpu']:.1f} times Datasette"
    )
    asked = printed(url, __spec__.name, "queries")
    print(f"{asked['queries']} queries for {asked['records']:,} records")
    pages = printed(url, __spec__.name, "pages")
    for share in (0.5, 0.95):
        alone, beside = (percentile(pages[name], share) for name in ("alone", "beside"))
        print(f"pages, {share:.0%}: {alone:.0f} ms alone, {beside:.0f} ms beside a download")


ACTS = {
    "file": measure_file,
    "queries": measure_queries,
    "instances": measure_instances,
    "pages": measure_pages_meanwhile,
}

if __name__ == "__main__":
    act, *arguments = [word for word in sys.argv[1:] if not word.startswith("-")] or [""]
    if act in ACTS:
        ACTS[act](*arguments)
    else:
        main()
