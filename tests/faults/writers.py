"""Editors who save while something happens, and what became of what was acknowledged."""

from contextlib import contextmanager
from itertools import count
from threading import Event, Thread

from tests.faults.editor import SAVED, Editor

NUMBERS = count(1)


class Writer:
    """An editor who saves one title after another, and readers who read meanwhile."""

    def __init__(self, site, keys):
        self.site, self.keys, self.editor = site, keys, Editor(site.root, seconds=20)
        self.editor.log_in()
        self.refused = self.read = self.failed = 0
        self._over = Event()

    @contextmanager
    def at_work(self, readers=2):
        """Write and read within the block."""
        threads = [Thread(target=self._write), *(Thread(target=self._read) for _ in range(readers))]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _write(self):
        while not self._over.is_set():
            number = next(NUMBERS)
            status, _page = self.editor.save(self.keys[number % len(self.keys)], f"kept{number:05}")
            self.refused += status != SAVED
            self._over.wait(0.1)

    def _read(self):
        while not self._over.is_set():
            status = self.site.status("/agreements/?country=UZ", seconds=20)
            self.read += status == 200
            self.failed += status == 500
            self._over.wait(0.05)


def lost(place, acknowledged):
    """Return the titles that were acknowledged and are not there, nor later ones in their place.

    The number in a title tells which is later: what was sent last may have been saved without an
    answer.
    """
    held = place.titles()
    return [title for key, title in acknowledged.items() if held[key] < title]
