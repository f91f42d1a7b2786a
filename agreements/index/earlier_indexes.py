"""The indexes of all lists as they were at an earlier moment: copies, with changes taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from agreements.changes.earlier_rows import (
    Rows,
    TooMuchSince,
    newest_version_at,
    rows_before,
    shadowed,
)
from agreements.changes.history import rows_standing
from agreements.changes.reach import Keys, counted_by
from agreements.models import Change, Revision
from agreements.nouns import COUNTRY, NOUNS

from .across import Indexes, list_countries, readers_among
from .bitmap_index import BitmapIndex
from .last_asked import with_newest

# To read a record anew takes 2 ms (measured): nobody should wait for more.
MAX_RECORDS = 400
# Each has a copy of what changed indexes hold: 100 MB for a million agreements.
MAX_KEPT = 2


@dataclass
class Earlier:
    """What the register held at an earlier moment, as far as it was something else than now.

    `rows` has what rows held that were changed since, `indexes` those of all nouns.
    """

    rows: Rows
    indexes: Indexes


class EarlierIndexes:
    """The moments that were asked for last, for as long as nothing is written."""

    def __init__(self):
        self._kept: dict[int, Earlier] = {}

    def forget(self) -> None:
        """Forget all; what is asked for next is copied from newer indexes."""
        self._kept = {}

    @contextmanager
    def at(self, live: Indexes, moment: datetime) -> Iterator[tuple[Revision | None, Indexes]]:
        """Give the revision of an earlier moment and the indexes of it, out of those of now.

        All that is read from the database within the block is of that moment, too.
        Raises NotKnown where nobody knows what was then, TooMuchSince where it would take too long.
        """
        number = newest_version_at(moment)
        kept = self._kept.get(number)
        if kept is None:
            kept = _made(live, number)
            self._kept = with_newest(self._kept, number, kept, MAX_KEPT)
        with shadowed(kept.rows):
            yield Change.objects.revision_at(moment), kept.indexes


def _made(live: Indexes, number: int) -> Earlier:
    rows = rows_before(number)
    if not rows:
        return Earlier(rows, live)
    standing = rows_standing({model: set(held) for model, held in rows.items()})
    now = {
        model: [row for key in held if (row := standing.get((model._meta.db_table, key)))]
        for model, held in rows.items()
    }
    then = {model: [row for row in held.values() if row] for model, held in rows.items()}
    reached = counted_by(now)
    with shadowed(rows):
        for noun, keys in counted_by(then).items():
            reached[noun] |= keys
        if sum(map(len, reached.values())) > MAX_RECORDS:
            raise TooMuchSince
        return Earlier(rows, _taken_back(live, reached))


def _taken_back(live: Indexes, reached: Keys) -> Indexes:
    """Return copies of indexes, in which the records that were reached are read anew."""
    indexes = dict(live)
    readers = readers_among(indexes)
    # What is read for institutions is asked of the agreements, which come first.
    for noun in NOUNS.values():
        keys = reached.get(noun.name)
        if noun is COUNTRY:
            indexes[noun.name] = BitmapIndex(noun)
        elif keys:
            indexes[noun.name] = live[noun.name].copied()
            indexes[noun.name].refresh(keys, readers.get(noun.name))
    list_countries(indexes)
    return indexes
