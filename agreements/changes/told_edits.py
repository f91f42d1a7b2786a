"""What an edit changed, told record by record."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model, QuerySet

from agreements.models import Version

from .edit_rows import RecordKey, RowChange, changed_rows, records_as_they_were, row_changes
from .past_record import with_names
from .record_history import Step
from .told_changes import Telling, Told

MOST_ROWS = 200


class ToldRecord(NamedTuple):
    """What became of one record and of what hangs on it; it may be gone by now."""

    record: Model | None
    is_there: bool
    changes: list[Told]


class ToldRows(NamedTuple):
    """What some versions changed, and how many rows more there are than are told."""

    records: list[ToldRecord]
    more: int


class RowTelling(Telling):
    """Tells of the changes of rows of many records."""

    def __init__(self, changes: Iterable[RowChange]):
        changes = list(changes)
        self._models = {
            change.step.number: change.record[0] if change.record else change.step.model
            for change in changes
        }
        super().__init__(None, [change.step for change in changes])

    def _told_model(self, step: Step) -> type[Model]:
        return self._models[step.number]


def told_rows(versions: QuerySet[Version], *, is_set_back: bool = False) -> ToldRows:
    """Return what some versions changed, or what setting it back changes, in words."""
    changes = row_changes(versions, MOST_ROWS)
    if is_set_back:
        changes = [change.set_back for change in changes]
    telling = RowTelling(changes)
    by_record: dict[RecordKey | None, list[Told]] = {}
    # What changed in a record itself stands before its links, and these before what hangs on it.
    for change in sorted(changes, key=lambda change: bool(change.step.model._meta.auto_created)):
        by_record.setdefault(change.record, []).append(telling.of(change.step))
    standing = _standing(by_record)
    gone = records_as_they_were(key for key in by_record if key and key not in standing)
    told = []
    for key, found in by_record.items():
        found.sort(key=lambda one: bool(one.subject))
        told.append(ToldRecord(standing.get(key) or gone.get(key), key in standing, found))
    return ToldRows(told, max(0, changed_rows(versions).count() - MOST_ROWS))


def _standing(keys: Iterable[RecordKey | None]) -> dict[RecordKey, Model]:
    """Return the records of some keys that are there."""
    wanted: dict[type[Model], list[str]] = {}
    for key in filter(None, keys):
        wanted.setdefault(key[0], []).append(key[1])
    return {
        (model, str(record.pk)): record
        for model, found in wanted.items()
        for record in with_names(model)
        .in_bulk([model._meta.pk.to_python(key) for key in found])
        .values()
    }
