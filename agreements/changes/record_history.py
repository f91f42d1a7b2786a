"""What became of a record, step by step: who changed what, from which value to which."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import Model, OuterRef, Subquery

from agreements.models import Edit, Version

from .dependencies import tracked_models
from .history import Row, row_of, rows_standing

PAGE = 50


class Step(NamedTuple):
    """A change of one row: {field: (value before, value after)}, of those that changed only.

    None stands for all values of a row that was not there. The edit is None where nobody said who
    wrote, and why.
    """

    number: int
    at: datetime
    edit: Edit | None
    model: type[Model]
    key: str
    op: str
    values: dict[str, tuple[object, object]]


def changes_of(record: Model, *, before: int | None = None, limit: int = PAGE) -> list[Step]:
    """Return the newest steps in the history of a record, those of what hangs on it included.

    The next page are those before the number of the last one. Where rows were written without
    leaving versions, the next step after that shows it.
    """
    versions = Version.objects.of_record(record).select_related("edit").order_by("-pk")
    if before is not None:
        versions = versions.filter(pk__lt=before)
    return steps_of(list(with_next(versions)[:limit]))


def steps_of(versions: list[Version]) -> list[Step]:
    after = rows_after(versions)
    return [
        Step(
            version.pk,
            version.at,
            version.edit,
            model := models_by_table()[version.table],
            version.key,
            version.op,
            differences(model, row_of(model, version), after[version.pk]),
        )
        for version in versions
    ]


@cache
def models_by_table() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in tracked_models()}


def with_next(versions):
    """Add `next_number` and `next_old`: of the next version of the same row, NULL where none is."""
    later = Version.objects.filter(
        table=OuterRef("table"), key=OuterRef("key"), pk__gt=OuterRef("pk")
    ).order_by("pk")
    return versions.annotate(
        next_number=Subquery(later.values("pk")[:1]), next_old=Subquery(later.values("old")[:1])
    )


def rows_after(versions: Iterable[Version]) -> dict[int, Row]:
    """Return {number: row}: what each row held after a version of it that has its next."""
    versions, last = list(versions), defaultdict(set)
    for version in versions:
        if version.next_number is None:
            last[models_by_table()[version.table]].add(version.key)
    standing = rows_standing(last)
    return {version.pk: row_after(version, standing) for version in versions}


def row_after(version: Version, standing: dict[tuple[str, str], Row]) -> Row:
    """Return what the row held after a version of it that has its next, None where it was gone."""
    if version.op == Version.Op.DELETE:
        return None
    if version.next_number is None:
        return standing.get((version.table, version.key))
    following = Version(table=version.table, key=version.key, old=version.next_old)
    return row_of(models_by_table()[version.table], following)


def differences(model: type[Model], before: Row, after: Row) -> dict[str, tuple[object, object]]:
    """Return {field: (before, after)} of what differs, the moment of the last edit left out."""
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not getattr(field, "auto_now", False)
    ]
    pairs = {name: ((before or {}).get(name), (after or {}).get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
