"""How much of a stated number the register lists, as its indexes tell."""

from django.db.models import Count

from agreements.evidence.coverage import LISTED, PROJECT_KINDS
from agreements.index.live_indexes import Snapshot
from agreements.models import Figure, Project
from agreements.nouns import AGREEMENT, INSTITUTION

Measure = Figure.Measure


class RecordedBySnapshot:
    """Counts what `count_in_sql` defines, however large the register is.

    The indexes know agreements and members; of all kinds of projects the database is asked at once.
    """

    def __init__(self, snapshot: Snapshot):
        self._snapshot = snapshot
        self._projects: dict[tuple, list] = {}

    def __call__(self, measure: str, noun: str, keys: set) -> dict | None:
        """Return {key: records listed} of a measure, for the keys of records of a noun."""
        if (measure, noun) not in LISTED:
            return None
        if measure == Measure.AGREEMENTS:
            return self._snapshot.index(AGREEMENT).count_single(noun, keys)
        if measure == Measure.MEMBERS:
            return self._snapshot.index(INSTITUTION).count_keys(noun, keys)
        return self._count_projects(PROJECT_KINDS.get(measure), noun, keys)

    def _count_projects(self, kind: str | None, noun: str, keys: set) -> dict:
        """Return {key: projects}, of one kind or of all."""
        asked = (noun, frozenset(keys))
        if asked not in self._projects:
            rows = Project.objects.order_by().filter(**{f"{noun}__in": keys})
            counted = rows.values_list(noun, "kind").annotate(Count("pk"))
            self._projects[asked] = list(counted)
        counts: dict = {}
        for key, found, number in self._projects[asked]:
            if kind in (None, found):
                counts[key] = counts.get(key, 0) + number
        return counts
