"""Values as a release writes them, the same from either database, and read back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from agreements.nouns.column import Kind

# What csv would write in a way of its own. Moments come as texts, and None is an empty cell.
WRITTEN: dict[Kind, Callable[[Any], str]] = {
    Kind.YES_NO: {True: "true", False: "false"}.__getitem__,
    Kind.DAY: date.isoformat,
    Kind.NUMBER: repr,
}


def as_texts(kinds: Sequence[Kind], rows: Sequence[tuple]) -> Iterable[tuple]:
    """Return rows of values as csv is to write them."""
    places = [
        place
        for place, kind in enumerate(kinds)
        # Rows of which nothing is to be rewritten, as most are, stay as they are.
        if kind in WRITTEN and any(row[place] is not None for row in rows)
    ]
    if not places:
        return rows
    columns = list(zip(*rows, strict=True))
    for place in places:
        written = WRITTEN[kinds[place]]
        columns[place] = [None if value is None else written(value) for value in columns[place]]
    return zip(*columns, strict=True)


def read_yes_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def read_moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


READ: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.WHOLE_NUMBER: int,
    Kind.NUMBER: float,
    Kind.YES_NO: read_yes_no,
    Kind.DAY: date.fromisoformat,
    Kind.MOMENT: read_moment,
}
