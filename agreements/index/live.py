"""The index of a list as each process keeps it: built once, then in step with the change log."""

import gc
import logging
from contextlib import contextmanager
from threading import RLock

from django.db import Error, connections
from django.utils.translation import get_language

from agreements.filters import AgreementFilter, InstitutionFilter
from agreements.models import Change

from .bitmaps import BitmapIndex
from .changes import EVERYTHING
from .kinds import RecordFacet
from .reading import in_parts

# Reading one record anew takes as long as reading so many in the stream of all of them.
RECORDS_PER_REFRESH = 300
SOME = 10
MOST_NOTES = 50_000
MOST_LABELS = 20_000


class LiveIndex:
    """A BitmapIndex that is brought up to the newest change before it is asked.

    Threads take turns. `_seen` is the number and the moment of the newest change that the index
    knows; the log no longer holds it where the log was pruned, or the database restored.
    """

    def __init__(self, filterset_class, readers=None):
        self.filterset_class = filterset_class
        self._readers = readers
        self._noun = filterset_class.Meta.model._meta.model_name
        self._lock = RLock()
        self._index = None
        self._seen = None
        self._labels = {}

    def records(self):
        """Return all records of the list, in no order."""
        return self.filterset_class.Meta.model.objects.order_by()

    @contextmanager
    def in_step(self):
        """Give the BitmapIndex as of the newest change, to be used within the block."""
        with self._lock:
            self._catch_up()
            yield self._index

    def select(self, selection, facets=None):
        """Return the Result of a Selection, with counts of some facets or of all.

        Raise Http404 for a page past its end.
        """
        with self.in_step() as index:
            return index.select(selection, facets=facets)

    def show(self, facet, keys):
        """Return what `facet.show` does; the labels of records are kept until anything changes."""
        if not isinstance(facet, RecordFacet):
            return facet.show(keys)
        shown = (facet.parameter, get_language())
        with self._lock:
            if len(self._labels) > MOST_LABELS:
                self._labels.clear()
            unknown = [key for key in keys if (*shown, key) not in self._labels]
            if unknown:
                self._labels |= {(*shown, value.key): value for value in facet.show(unknown)}
            values = [self._labels.get((*shown, key)) for key in keys]
        return facet.arrange(value for value in values if value)

    def neighbours(self, selection, pk):
        """Return the Neighbours of a record in a Selection, None where it is no part of it."""
        with self.in_step() as index:
            return index.neighbours(selection, pk)

    def count_keys(self, parameter, keys):
        """Return {key: number of records that have it}, out of all, for some keys of a facet."""
        with self.in_step() as index:
            return index.count_keys(parameter, keys)

    def _catch_up(self):
        if self._index is None or self._seen is None:
            self._build()
        changed = set()
        # Records are placed beside others, which must not have moved meanwhile: where something
        # changed while records were read, they are all read again.
        while (notes := self._unseen()) is None or notes:
            self._labels.clear()
            if notes is not None:
                about = {self._noun, EVERYTHING}
                changed |= {key for _number, _at, noun, key in notes if noun in about}
                self._seen = notes[-1][:2]
            if notes is None or None in changed or self._is_too_many(changed):
                self._build()
                changed = set()
            elif changed:
                # Where reading fails, what is half read must not be used.
                index, self._index = self._index, None
                index.refresh(changed)
                self._index = index

    def _build(self):
        self._labels.clear()
        # The old one is let go first: two would need twice the memory.
        self._index = None
        self._seen = Change.objects.revision()
        self._index = BitmapIndex(self.filterset_class, self._readers)

    def _unseen(self):
        """Return the notes after the one seen: number, moment, noun, key. None if it is gone."""
        if self._seen is None:
            return []
        notes = Change.objects.since(self._seen[0]).values_list("pk", "noted_at", "noun", "key")
        seen, *unseen = list(notes[:MOST_NOTES]) or [()]
        return unseen if seen[:2] == self._seen and len(unseen) < MOST_NOTES - 1 else None

    def _is_too_many(self, changed):
        return len(changed) > SOME + len(self._index) // RECORDS_PER_REFRESH


agreements = LiveIndex(AgreementFilter)


def sectors_of_institutions(pks):
    """Yield columns of institutions and the sectors of their agreements, as Facet.columns does.

    The database would join every party with every sector to tell it.
    """
    with agreements.in_step() as index:
        yield from in_parts(index.pairs("institution", "sector", pks))


institutions = LiveIndex(InstitutionFilter, readers={"sector": sectors_of_institutions})
INDEXES = (agreements, institutions)


def bring_in_step():
    """Bring all indexes up to the newest change; raise django.db.Error where it cannot be read."""
    for index in INDEXES:
        with index.in_step():
            pass


def prepare():
    """Build all indexes before the first request; a later one does it where that fails.

    Processes forked after this share the memory, and none shares a connection.
    """
    try:
        bring_in_step()
    except Error as error:
        logging.getLogger(__name__).warning("The index could not be built: %s", error)
    connections.close_all()
    gc.collect()
    # The collector writes to what it looks at, and would so give each process a copy of its own.
    gc.freeze()
