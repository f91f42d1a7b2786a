"""The rows of the register that held something else at an earlier moment, and what they held."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.databases.shadowing import shadow
from agreements.models import Version

from .edit_rows import changed_rows
from .history import CHUNK, Row, refuse_unknown, row_of
from .record_history import models_by_table

# {model: {key as versions write it: what the row held, None where it was not there}}
Rows = dict[type[Model], dict[str, Row]]
# To take so many changes back takes a second.
MAX_VERSIONS = 10_000


class TooMuchSince(Exception):  # noqa: N818, it is no error of the program
    """More was written since a moment than a reader can wait for."""

    def __str__(self) -> str:
        return _(
            "Too much has changed since the end of that day. Lists can be asked for as they were on"
            " later days; as it was on earlier ones, the register is kept in releases."
        )


def newest_version_at(moment: datetime) -> int:
    """Return the number of the version that was newest at a moment, 0 before the first one.

    Raises NotKnown, or TooMuchSince where so many were written after it that nobody should wait.
    """
    refuse_unknown(moment)
    newest_first = Version.objects.order_by("-pk")
    farthest = newest_first.values_list("at", flat=True)[MAX_VERSIONS : MAX_VERSIONS + 1]
    if any(at > moment for at in farthest):
        raise TooMuchSince
    return newest_first.filter(at__lte=moment).values_list("pk", flat=True).first() or 0


def rows_before(number: int) -> Rows:
    """Return what was held by each row that was written after the version of a number."""
    later = Version.objects.since(number)
    numbers = [row["first"] for row in changed_rows(later)]
    rows: Rows = {}
    for start in range(0, len(numbers), CHUNK):
        for version in Version.objects.filter(pk__in=numbers[start : start + CHUNK]):
            model = models_by_table()[version.table]
            rows.setdefault(model, {})[version.key] = row_of(model, version)
    return rows


@contextmanager
def shadowed(rows: Rows) -> Iterator[None]:
    """Have all that is read within the block find rows as they were, and not as they are.

    Nothing is written but what this connection alone sees, and that is taken back.
    """
    if not rows:
        yield
        return
    with transaction.atomic():
        for model, held in rows.items():
            _shadow(model, held)
        yield
        transaction.set_rollback(True)


def _shadow(model: type[Model], held: dict[str, Row]) -> None:
    fields = model._meta.concrete_fields
    shadow(
        connection,
        model._meta.db_table,
        [field.column for field in fields],
        (model._meta.pk.column, [model._meta.pk.to_python(key) for key in held]),
        [
            [field.get_db_prep_save(row[field.attname], connection) for field in fields]
            for row in held.values()
            if row is not None
        ],
    )
