"""How much of a stated number the register lists, as its indexes tell."""

from agreements.evidence.coverage import LISTED, PROJECT_KINDS
from agreements.index.live_indexes import Snapshot
from agreements.models import Figure
from agreements.nouns import AGREEMENT, INSTITUTION, PROJECT
from agreements.nouns.facets import link_name

Measure = Figure.Measure


class RecordedBySnapshot:
    """Counts what `count_in_sql` defines, however large the register is.

    The indexes know agreements, members and projects: the database is not asked.
    """

    def __init__(self, snapshot: Snapshot):
        self._snapshot = snapshot

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
        index = self._snapshot.index(PROJECT)
        found = {key: index.matching(link_name(noun), [key]) for key in keys}
        if kind is None:
            return {key: len(docs) for key, docs in found.items() if docs}
        of_kind = index.matching("kind", [kind])
        return {key: len(docs & of_kind) for key, docs in found.items() if docs & of_kind}
