"""The index of a list as each process keeps it: built once, then in step with the change log."""

import gc
import logging
from contextlib import contextmanager
from threading import RLock

from django.db import Error, connections
from django.utils.translation import get_language

from agreements.filters import AgreementFilter, InstitutionFilter
from agreements.models import Change
from agreements.search.hits import look_up
from agreements.search.reach import Search
from agreements.search.texts import in_step

from .bitmaps import BitmapIndex
from .changes import EVERYTHING
from .found import tiers_of
from .kinds import RecordFacet
from .reading import in_parts
from .results import LISTED_VALUES

# Reading one record anew takes as long as reading so many in the stream of all of them.
RECORDS_PER_REFRESH = 300
SOME = 10
MOST_NOTES = 50_000
MOST_LABELS = 20_000
# Each keeps a bitmap for each tier, of 125 kB at most for a million records.
MOST_SEARCHES = 16


class LiveIndex:
    """A BitmapIndex that is brought up to the newest change before it is asked.

    Threads take turns. `seen` is the number and the moment of the newest change that the index
    knows; the log no longer holds it where the log was pruned, or the database restored.
    """

    def __init__(self, filterset_class, readers=None):
        self.filterset_class = filterset_class
        self._readers = readers
        self._noun = filterset_class.Meta.model._meta.model_name
        self._lock = RLock()
        self._depth = 0
        self._index = None
        self.seen = None
        self._labels = {}
        self._found = {}

    def records(self):
        """Return all records of the list, in no order."""
        return self.filterset_class.Meta.model.objects.order_by()

    @contextmanager
    def in_step(self):
        """Give the BitmapIndex as of the newest change, to be used within the block.

        All that is asked within it, or within a call of it, is answered as of the same change.
        """
        with self._lock:
            if not self._depth:
                self._catch_up()
            self._depth += 1
            try:
                yield self._index
            finally:
                self._depth -= 1

    def facet(self, parameter):
        """Return the facet of a parameter."""
        facets = self.filterset_class.facets
        return next(facet for facet in facets if facet.parameter == parameter)

    def select(self, selection, listed=LISTED_VALUES, facets=None):
        """Return the Result of a Selection as BitmapIndex.select does; Http404 past its end."""
        with self.in_step() as index:
            tiers = self._tiers(selection.search)
            return index.select(selection, listed, facets, tiers)

    def hits(self, query):
        """Return the Hits of a Query as of the newest change."""
        with self.in_step():
            return look_up(query, self.seen)

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
            return index.neighbours(selection, pk, self._tiers(selection.search))

    def count_within(self, selection, parameter, listed=LISTED_VALUES):
        """Return the counts of a facet among all that is chosen, its own choice included."""
        with self.in_step() as index:
            return index.count_within(selection, parameter, listed)

    def count_groups(self, parameter, groups):
        """Return {group: number of records that have one of its keys} of {group: keys}."""
        with self.in_step() as index:
            return index.count_groups(parameter, groups)

    def keys_of(self, parameter, pk, keys):
        """Return those of the keys of a facet that a record has."""
        with self.in_step() as index:
            return index.keys_of(parameter, pk, keys)

    def count_keys(self, parameter, keys):
        """Return {key: number of records that have it}, out of all, for some keys of a facet."""
        with self.in_step() as index:
            return index.count_keys(parameter, keys)

    def _tiers(self, query):
        """Return the records that a Query finds by tier, None without one; kept like labels."""
        if query is None:
            return None
        hits = look_up(query, self.seen)
        kept, tiers = self._found.get(query, (None, None))
        if hits is not kept:
            while len(self._found) >= MOST_SEARCHES:
                del self._found[next(iter(self._found))]
            search = Search(self._noun, hits)
            facets = self.filterset_class.facets
            tiers = tiers_of(self._index, self.filterset_class.Meta.model, facets, search)
            self._found[query] = hits, tiers
        return tiers

    def _forget(self):
        self._labels.clear()
        self._found.clear()

    def _catch_up(self):
        if self._index is None or self.seen is None:
            self._build()
        changed = set()
        # Records are placed beside others, which must not have moved meanwhile: where something
        # changed while records were read, they are all read again.
        while (notes := self._unseen()) is None or notes:
            self._forget()
            if notes is not None:
                about = {self._noun, EVERYTHING}
                changed |= {key for _number, _at, noun, key in notes if noun in about}
                self.seen = notes[-1][:2]
            if notes is None or None in changed or self._is_too_many(changed):
                self._build()
                changed = set()
            elif changed:
                # Where reading fails, what is half read must not be used.
                index, self._index = self._index, None
                index.refresh(changed)
                self._index = index

    def _build(self):
        self._forget()
        # The old one is let go first: two would need twice the memory.
        self._index = None
        self.seen = Change.objects.revision()
        self._index = BitmapIndex(self.filterset_class, self._readers)

    def _unseen(self):
        """Return the notes after the one seen: number, moment, noun, key. None if it is gone."""
        if self.seen is None:
            return []
        notes = Change.objects.since(self.seen[0]).values_list("pk", "noted_at", "noun", "key")
        seen, *unseen = list(notes[:MOST_NOTES]) or [()]
        return unseen if seen[:2] == self.seen and len(unseen) < MOST_NOTES - 1 else None

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
            in_step.catch_up(index.seen)


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
