"""What was written since a revision, as JSON."""

from typing import Any

from agreements.changes.changed_records import ChangedRecord, Changes
from agreements.tables.written_values import moment

from .json_rows import register, state, written
from .listing import Absolute


def changes_json(changes: Changes, following: str | None, absolute: Absolute) -> bytes:
    """Return Changes, with the absolute address of those that follow, None where none do yet."""
    return written(
        {
            "register": register(),
            "since": state(changes.since),
            **state(changes.reached),
            "next": following,
            "items": [item(record, absolute) for record in changes.records],
        }
    )


def item(record: ChangedRecord, absolute: Absolute) -> dict[str, Any]:
    """Return a record that was written: what names it, where it is, and what became of it."""
    address = f"{record.noun.list_address}{record.address}"
    merged = {"merged_into": record.merged_into} if record.merged_into else {}
    return {
        "type": record.noun.name,
        "id": record.address,
        "url": absolute(f"{address}/"),
        "data": absolute(f"{address}.json"),
        "change": record.kind,
        **merged,
        "revision": record.revision.number,
        "changed_at": moment(record.revision.noted_at),
    }
