"""Does to registers what must lose nothing, and prints what was lost.

    uv run python -m tests.faults

It has to be run by root, who may mount small disks in memory, for faults of disks and PostgreSQL,
whose programs have to be installed. It makes all that it needs in a folder of its own, but for the
static files, and exits with status 1 where anything was lost or answered wrongly.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults import happenings
from tests.faults.crowds import crowd
from tests.faults.editor import NAME, PASSWORD
from tests.faults.outcome import HEAD, RULE, Outcome
from tests.faults.postgresql_place import PostgresqlPlace
from tests.faults.site import manage, served
from tests.faults.sqlite_place import SqlitePlace
from tests.faults.writers import Writer, lost

FAULTS = {
    "SQLite": (
        happenings.killed,
        happenings.full_disk,
        happenings.started_on_full_disk,
        happenings.read_only,
        happenings.restored,
        happenings.replaced,
        happenings.failed_migration,
        happenings.locked,
        happenings.idle_sockets,
        crowd,
    ),
    "PostgreSQL": (
        happenings.killed,
        happenings.full_disk,
        happenings.started_on_full_disk,
        happenings.read_only,
        happenings.outage,
        happenings.restored,
        happenings.failed_migration,
        happenings.locked,
        happenings.idle_sockets,
        crowd,
    ),
}
PLACES = {"SQLite": SqlitePlace, "PostgreSQL": PostgresqlPlace}
MAKE_EDITOR = (
    "from django.contrib.auth.models import User;"
    f"User.objects.create_superuser({NAME!r}, password={PASSWORD!r})"
)


def make_register(place):
    """Fill a database with what the article says, and an editor."""
    for arguments in (
        ("collectstatic", "--noinput", "--verbosity", 0),
        ("migrate", "--verbosity", 0),
        ("loaddata", "countries", "article", "corroboration", "--verbosity", 0),
        ("fold_names",),
        ("shell", "--command", MAKE_EDITOR),
    ):
        manage(place.url, place.folder, *arguments)
    place.keep()


def done(fault, place):
    """Return the Outcome of a fault that is done to the register as it was kept."""
    place.renew()
    with served(place.url, place.folder) as site:
        writer = Writer(site, sorted(place.titles()))
        wrong, told = fault(place, site, writer)
    acknowledged = writer.editor.acknowledged
    gone = lost(place, acknowledged)
    problems = [*wrong, *place.problems()]
    name = fault.__doc__.strip()
    return Outcome(name, place.name, writer.editor.saves, len(gone), problems, told)


def main():
    """Do all faults, or those whose names hold a word, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=FAULTS, help="Only this one.")
    parser.add_argument("--only", default="", help="Only faults of which the name holds this word.")
    options = parser.parse_args()
    outcomes = []
    print(HEAD, RULE, sep="\n", flush=True)
    for name, faults in FAULTS.items():
        if options.database not in {None, name}:
            continue
        with tempfile.TemporaryDirectory() as folder:
            place = PLACES[name](Path(folder))
            try:
                make_register(place)
                for fault in faults:
                    if options.only in fault.__name__:
                        outcomes.append(done(fault, place))
                        print(outcomes[-1].line(), flush=True)
            finally:
                place.remove()
    lost_saves = sum(outcome.lost for outcome in outcomes)
    saves = sum(outcome.acknowledged for outcome in outcomes)
    print(f"{len(outcomes)} faults, {saves} saves acknowledged, {lost_saves} lost.")
    sys.exit(0 if all(outcome.is_good for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
