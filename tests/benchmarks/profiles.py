"""In which rooms of the code the processor's time goes: looked at some hundred times a second."""

import signal
from collections import Counter
from time import process_time
from traceback import walk_stack

EVERY = 0.001
# Of the rooms in which the processor is at once, as one calls another, the first one counts.
ROOMS = {
    "database": ("/django/db/", "/agreements/index/columns.py"),
    "reasons": ("/agreements/search/explain.py",),
    "search": ("/agreements/search/",),
    "alphabets": ("/agreements/index/named_docs.py",),
    "index": ("/agreements/index/",),
    "drawing": ("/django/template/",),
}
REST = "rest"


class Profile:
    """Within its block, says where the processor is; must be begun in the main thread.

    A room is part of the path of a function's file. Python looks between its own steps only: what
    the processor took since the last look counts for the room in which it is then. Waiting does not
    count, nor does a server of PostgreSQL.
    """

    def __init__(self):
        self._seen = Counter()

    def __enter__(self):
        self._before = signal.signal(signal.SIGPROF, self._look)
        self._start = self._last = process_time()
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        return self

    def __exit__(self, *_error):
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.seconds = process_time() - self._start
        signal.signal(signal.SIGPROF, self._before)

    def by_room(self, turns=1):
        """Return {room: milliseconds of the processor} of each of so many turns."""
        seen = self._seen + Counter({REST: self.seconds - self._seen.total()})
        return {room: 1000 * seen[room] / turns for room in (*ROOMS, REST)}

    def _look(self, _signal, frame):
        files = {one.f_code.co_filename for one, _line in walk_stack(frame)}
        now = process_time()
        self._seen[room_of(files)] += now - self._last
        self._last = now


def room_of(files):
    """Return the room of which files the functions are that call each other."""
    for room, parts in ROOMS.items():
        if any(part in file for file in files for part in parts):
            return room
    return REST
