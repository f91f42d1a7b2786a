"""A bad day, rehearsed on an invented register: backed up under writes, lost, restored, moved.

`COOP_SWEEP=1` or more has it hold 20,000 agreements instead of 300.
"""

import os
import sys
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import pytest
from django.core.management import call_command
from django.db import connection, connections

from agreements.changes import triggers
from agreements.models import Agreement, Change
from agreements.operations.moving import TARGET, move, target
from agreements.operations.whole_tables import sums
from tests.sweeps import SWEEP

SMALL, LARGE = 300, 20_000


class Writer(Thread):
    """Saves one agreement after the other until it is stopped; `count` says how many."""

    def __init__(self):
        super().__init__()
        self.count, self._is_over = 0, Event()

    def run(self):
        pks = [*Agreement.objects.values_list("pk", flat=True)[:100]]
        while not self._is_over.wait(0.01):
            chosen = Agreement.objects.filter(pk=pks[self.count % len(pks)])
            chosen.update(summary=f"Edit {self.count}")
            self.count += 1
        connection.close()

    def stop(self):
        self._is_over.set()
        self.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("other_databases")
def test_register_comes_back_and_moves_whole(tmp_path, capsys, django_user_model):
    agreements = LARGE if SWEEP in os.environ else SMALL
    call_command("synthesize", agreements=agreements)
    django_user_model.objects.create_superuser("admin", password="a long one")
    seconds = {}

    @contextmanager
    def timed(step):
        began = monotonic()
        yield
        seconds[step] = round(monotonic() - began, 1)

    writer = Writer()
    writer.start()
    with timed("backup"):
        call_command("backup", tmp_path)
    writer.stop()
    [path] = tmp_path.glob("*.zip")
    with timed("restore"):
        call_command("restore", path, replace=True)
    backed_up = sums("default")
    call_command("flush", interactive=False, verbosity=0)

    call_command("restore", path)

    assert sums("default") == backed_up
    assert path.stem.endswith(f"-r{Change.objects.revision().number}")
    assert triggers.missing(connection) == []
    assert writer.count > 0
    address = f"sqlite:///{tmp_path / 'moved.sqlite3'}"
    with timed("move"):
        move(address, lambda done, total: None)
    with target(address):
        assert sums(TARGET) == backed_up
        assert triggers.missing(connections[TARGET]) == []
    if SWEEP in os.environ:
        with capsys.disabled():
            sys.stdout.write(f"\n{agreements:,} agreements, seconds: {seconds}\n")
