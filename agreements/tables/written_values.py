"""Values as text: one canonical way to write each, whichever database they come from."""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from .records import Record

# Parts the texts of a list; those to compute with, numbers and short names, never hold it.
SEPARATOR = ";"


def text(value: Any) -> str:
    """Return a value of a column as text: days and moments by ISO 8601, moments in UTC."""
    if value is None or isinstance(value, str):
        return value or ""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return SEPARATOR.join(value)
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
    return str(value)


def csv_of(rows: Iterable[Iterable]) -> bytes:
    """Return rows as lines of CSV, as RFC 4180 has them."""
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def moment(value: datetime) -> str:
    """Return a moment as text, with as many digits as any: 2026-11-25T10:00:00.000000Z."""
    in_utc = value.astimezone(UTC).replace(tzinfo=None)
    return f"{in_utc.isoformat(timespec='microseconds')}Z"


def plain(value: Any) -> Any:
    """Return a value as JSON has it: null where there is none, days and moments as text."""
    return value if isinstance(value, bool | int | float | list) else text(value) or None


def text_of(record: Record, field: str) -> str:
    """Return what a record holds in a field, as text; empty where no column tells it
    and of the record as a whole, which has no field.
    """
    columns = (column for column in record.noun.columns if field and column.field == field)
    column = next(columns, None)
    return text(column.value(record)) if column else ""
