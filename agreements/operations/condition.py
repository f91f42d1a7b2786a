"""How a register and its server are: what machines that watch over them ask."""

import shutil
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from agreements import databases
from agreements.changes import triggers
from agreements.databases import replica
from agreements.lists import live
from agreements.models import Change, SearchState, revision_number
from agreements.search.texts import RULES

# In seconds: names are folded sooner than that, unless much was written.
LATE = 60
# Less room than this is soon filled by a log or an import.
LITTLE_ROOM = 100_000_000


class Follower(NamedTuple):
    """How a replica is; its revision is None where it does not answer."""

    revision: int | None
    # In seconds: how long ago the oldest change was written that it has not got yet.
    behind: float = 0.0

    @property
    def warning(self) -> str:
        """Return what whoever keeps the server should know of it, "" where it is well."""
        if self.revision is None:
            return "the replica does not answer: the database itself answers readers"
        if self.behind > LATE:
            return f"the replica lacks what was written in the last {self.behind:.0f} seconds"
        return ""


class Condition(NamedTuple):
    """How the register is, as this process sees it."""

    revision: int
    missing_triggers: int
    is_in_step: bool
    # In seconds: how long ago the oldest change was written that no search finds yet.
    unfolded: float
    # In bytes: the room on the disk of releases, and of an SQLite file.
    room: int
    refuses_writes: bool
    # None where readers have no replica.
    follower: Follower | None = None

    @property
    def faults(self) -> list[str]:
        """Return by what pages are wrong, each in a line."""
        if not self.missing_triggers:
            return []
        return [f"triggers missing: {self.missing_triggers}; run manage.py migrate"]

    @property
    def warnings(self) -> list[str]:
        """Return what pages tell readers themselves, and whoever keeps the server should know."""
        told = []
        if not self.is_in_step:
            told.append("counts are of before a large change, which is being taken in")
        if self.unfolded > LATE:
            told.append(f"searches lack what was written in the last {self.unfolded:.0f} seconds")
        if self.refuses_writes:
            told.append("the database takes no writes")
        if self.follower and self.follower.warning:
            told.append(self.follower.warning)
        if self.room < LITTLE_ROOM:
            told.append(f"the disk is nearly full: {self.room // 1_000_000} MB are left")
        return told


def look() -> Condition:
    """Return the Condition of now; raise django.db.Error where the database does not answer."""
    with live.snapshot(patience=0) as taken:
        is_in_step = taken.is_newest
    newest = Change.objects.revision()
    return Condition(
        revision=revision_number(newest),
        missing_triggers=len(triggers.missing(connection)),
        is_in_step=is_in_step,
        unfolded=_unfolded(newest),
        room=min(shutil.disk_usage(folder).free for folder in _folders()),
        refuses_writes=databases.of(connection).refuses_writes(connection),
        follower=_follower() if replica.is_set() else None,
    )


def only_reads() -> bool:
    """Return whether a replica answers readers, to be asked where the database itself does not."""
    try:
        with replica.reading_from(replica.REPLICA), live.snapshot(patience=0):
            return True
    except Error:
        return False


def _follower() -> Follower:
    try:
        with replica.reading_from(replica.REPLICA):
            number = revision_number(Change.objects.revision())
    except Error:
        return Follower(None)
    return Follower(number, _age_of_change_after(number) or 0.0)


def _unfolded(newest) -> float:
    state = SearchState.objects.first()
    if newest is None or (state and state.is_of(newest, RULES)):
        return 0.0
    age = _age_of_change_after(state.number if state else 0)
    return (timezone.now() - newest.noted_at).total_seconds() if age is None else age


def _age_of_change_after(number: int) -> float | None:
    """Return how many seconds ago the next change was written, None where there is none."""
    later = Change.objects.filter(pk__gt=number).order_by("pk")
    noted = later.values_list("noted_at", flat=True).first()
    return noted and (timezone.now() - noted).total_seconds()


def _folders() -> list[Path]:
    """Return folders, which are there, of the disks on which the register's files are."""
    named = [settings.RELEASES]
    if connection.vendor == "sqlite":
        named.append(Path(connection.settings_dict["NAME"]).absolute().parent)
    return [next(one for one in (path, *path.parents) if one.exists()) for path in named]
