"""Measures what it costs to keep versions and to guard a save, and how quickly history is read.

Run as `python -m tests.benchmarks.versions`, on an empty database of DATABASE_URL; it invents the
register. Writes are taken in turns with the triggers of versions and without; all are rolled back.
"""

import argparse
from contextlib import contextmanager
from functools import partial
from itertools import count
from time import perf_counter

import django

django.setup()

from django.core.management import call_command  # noqa: E402, Django is not ready before
from django.db import connection, transaction  # noqa: E402
from django.db.models import Avg  # noqa: E402
from django.db.models.functions import Length  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from agreements.changes import triggers  # noqa: E402
from agreements.changes.edits import edit  # noqa: E402
from agreements.changes.history import row_at, rows_of, tables_at  # noqa: E402
from agreements.changes.record_history import changes_of  # noqa: E402
from agreements.changes.undo import undo  # noqa: E402
from agreements.changes.versioning import row_versions  # noqa: E402
from agreements.models import Agreement, Citation, Link, Sector, Version  # noqa: E402
from tests.benchmarks import saving  # noqa: E402
from tests.benchmarks.timing import in_turns  # noqa: E402

TURNS = count()


class RolledBack(Exception):  # noqa: N818, it ends a turn
    """The end of what is measured."""


def save(rows):
    for agreement in rows:
        agreement.summary = f"{next(TURNS)}"
        agreement.save()


def update(rows):
    Agreement.objects.filter(pk__lte=5000).update(summary=f"{next(TURNS)}")


def bulk_create(rows):
    source = Citation.objects.first().source
    Citation.objects.bulk_create(
        Citation(agreement=rows[0], source=source, claim=f"{number}") for number in range(5000)
    )


def set_sectors(rows):
    sectors = list(Sector.objects.all())
    for number, agreement in enumerate(rows):
        agreement.sectors.set(sectors[number % 3 : number % 3 + 3])


def delete(rows):
    for agreement in deletable()[:100]:
        agreement.delete()


def deletable():
    """Agreements from which nothing follows."""
    followed = Link.objects.values("to_agreement")
    return Agreement.objects.filter(projects=None).exclude(pk__in=followed).order_by("pk")


# By name: what is written, and how many rows are counted for a time by the row.
WRITES = {save: 500, update: 5000, bulk_create: 5000, set_sectors: 500, delete: 100}


def timed(act, *, with_versions):
    """Return the seconds of an act, rolled back, with triggers of versions or without."""
    rows = list(Agreement.objects.order_by("pk")[:500])
    try:
        with transaction.atomic():
            if not with_versions:
                drop_version_triggers()
            start = perf_counter()
            act(rows)
            seconds = perf_counter() - start
            raise RolledBack
    except RolledBack:
        return seconds


def drop_version_triggers():
    names = {triggers._trigger(connection, *parts).name for parts in row_versions(connection)}
    found = triggers.installed(connection).items()
    triggers._drop(connection, {name: table for name, table in found if name in names})


def seconds(act):
    start = perf_counter()
    act()
    return perf_counter() - start


def show(name, taken, items=1):
    per_item = {key: taken[key] / items for key in ("ms", "low", "high")}
    print(f"{name:48} {per_item['ms']:9.3f} ms ({per_item['low']:.3f} to {per_item['high']:.3f})")


def measure_writes():
    for act, items in WRITES.items():
        acts = [lambda act=act, kept=kept: timed(act, with_versions=kept) for kept in (False, True)]
        without, with_versions = in_turns(acts, repeat=7, patience=8.0)
        show(f"{act.__name__}, without versions", without, items)
        show(f"{act.__name__}, with versions", with_versions, items)


def measure_reading():
    agreement = deletable()[100]
    then = Version.objects.latest("pk").pk
    with edit("benchmark"):
        for number in range(20):
            Agreement.objects.filter(pk=agreement.pk).update(summary=str(number))
    with edit("benchmark"):
        Agreement.objects.filter(pk__lte=5000).update(summary="the same")
    questions = {
        "history of a record": lambda: changes_of(agreement),
        "one row as of": lambda: row_at(Agreement, agreement.pk, then),
        "a record with its rows as of": lambda: rows_of(agreement, then),
        "whole register as of": lambda: tables_at(then),
    }
    for name, ask in questions.items():
        [taken] = in_turns([lambda ask=ask: seconds(ask)], repeat=11)
        show(name, taken)
    with edit("benchmark") as deletion:
        agreement.delete()
    rows = deletion.versions.count()
    show(f"undo of a deletion of {rows} rows", in_turns([lambda: undone(deletion)], repeat=7)[0])
    mean = Version.objects.exclude(old=None).aggregate(mean=Avg(Length("old")))["mean"]
    print(f"characters of an old row, on the average: {mean:.0f}")


@contextmanager
def no_versions():
    drop_version_triggers()
    yield


# By what is said of it: what a save goes without.
WAYS = {
    "": (),
    ", without versions": (no_versions,),
    ", without versions and guard": (no_versions, saving.no_guard),
}


def measure_saving():
    setup_test_environment()
    client, agreement = saving.editor(), saving.record_of_many_citations()
    for what, with_claims in (("save of a summary", False), ("save of 18 claims", True)):
        save_it = partial(saving.saved, client, agreement, with_claims=with_claims)
        acts = [partial(save_it, without=without) for without in WAYS.values()]
        for way, taken in zip(WAYS, in_turns(acts, repeat=15), strict=True):
            show(f"{what}{way}", taken)
        queries = saving.queries_of_save(client, agreement, with_claims=with_claims)
        rows, size = saving.bytes_of_last_edit()
        print(f"{what}: {queries} queries, {rows} versions of {size} bytes")
    address = agreement.get_history_url()
    [taken] = in_turns([lambda: seconds(lambda: client.get(address))], repeat=15)
    show("page of a history", taken)


def undone(deletion):
    try:
        with transaction.atomic():
            taken = seconds(lambda: undo(deletion, "benchmark", ""))
            raise RolledBack
    except RolledBack:
        return taken


def main():
    """Invent a register, and print how long each thing takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agreements", type=int, default=20_000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not Agreement.objects.exists():
        call_command("synthesize", agreements=options.agreements, verbosity=0)
    measure_saving()
    measure_writes()
    measure_reading()


if __name__ == "__main__":
    main()
