"""What some versions made of each row, from before the first of them to after the last."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Max, Min, Model, QuerySet

from agreements.models import Version

from .history import Row, row_of
from .record_history import Step, differences, models_by_table, rows_after, with_next
from .versioning import owners_of

# A record by its model and its key, as versions write it.
RecordKey = tuple[type[Model], str]


class RowChange(NamedTuple):
    """What became of one row, and the record to which the row belongs."""

    step: Step
    record: RecordKey | None

    @property
    def set_back(self) -> "RowChange":
        """What becomes of the row when it is set back."""
        step = self.step
        ops = {Version.Op.INSERT: Version.Op.DELETE, Version.Op.DELETE: Version.Op.INSERT}
        values = {name: (after, before) for name, (before, after) in step.values.items()}
        return self._replace(step=step._replace(op=ops.get(step.op, step.op), values=values))


def changed_rows(versions: QuerySet[Version]) -> QuerySet:
    """Return the rows that versions are of, each with the numbers of its first and its last."""
    rows = versions.exclude(table="").order_by().values("table", "key")
    return rows.annotate(first=Min("pk"), last=Max("pk")).order_by("first")


def row_changes(versions: QuerySet[Version], limit: int) -> list[RowChange]:
    """Return what some versions made of the first rows that they are of.

    Rows that hold at the end what they held at the beginning are left out.
    """
    ends = list(changed_rows(versions)[:limit])
    numbers = {number for row in ends for number in (row["first"], row["last"])}
    found = Version.objects.filter(pk__in=numbers).select_related("edit")
    read = {version.pk: version for version in with_next(found)}
    after = rows_after([read[row["last"]] for row in ends])
    changes = (_row_change(read[row["first"]], after[row["last"]]) for row in ends)
    return [change for change in changes if change.step.values]


def _row_change(first: Version, after: Row) -> RowChange:
    model = models_by_table()[first.table]
    before = row_of(model, first)
    step = Step(
        first.pk,
        first.at,
        first.edit,
        model,
        first.key,
        _op(before, after),
        differences(model, before, after),
    )
    return RowChange(step, record_of(model, after or before))


def _op(before: Row, after: Row) -> str:
    if before is None:
        return Version.Op.INSERT
    return Version.Op.DELETE if after is None else Version.Op.UPDATE


def record_of(model: type[Model], row: Row) -> RecordKey | None:
    """Return the record to which a row belongs: itself, what it is about, or what it hangs on."""
    direct = [owner.link for owner in owners_of(model) if not owner.through]
    about = getattr(model, "SUBJECTS", ())
    for link in sorted(direct, key=lambda link: link.name not in about):
        key = (row or {}).get(link.attname)
        if key is not None:
            return link.related_model or model, str(key)
    return None


def records_as_they_were(records: Iterable[RecordKey]) -> dict[RecordKey, Model]:
    """Return records that are gone, as they were when they were removed last."""
    keys = defaultdict(set)
    for model, key in records:
        keys[model].add(key)
    found = {}
    for model, wanted in keys.items():
        removals = Version.objects.filter(
            table=model._meta.db_table, key__in=wanted, op=Version.Op.DELETE
        )
        for version in removals.order_by("pk"):
            found[model, version.key] = model(**row_of(model, version))
    return found
