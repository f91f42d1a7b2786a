"""What the register holds now, in the words in which its history says what it held then."""

from agreements.changes.dependencies import tracked_models
from agreements.changes.history import Row, rows_as_they_stand
from agreements.models import Version


def newest():
    """Return the moment that is now: the number of the newest version."""
    return Version.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def copies():
    """Return a copy of all tables as they stand."""
    return {
        model._meta.db_table: rows_as_they_stand(model._base_manager.all())
        for model in tracked_models()
    }


def without_moments(tables):
    """Return tables without the moments of the last edits, which leave no version by themselves."""
    return {
        table: {key: _without_moment(row) for key, row in rows.items()}
        for table, rows in tables.items()
    }


def _without_moment(row: Row):
    return {name: value for name, value in row.items() if name != "updated_at"}


def written(act, *arguments):
    """Return what versions are written while something is done: (op, table, key) in order."""
    before = newest()
    act(*arguments)
    versions = Version.objects.filter(pk__gt=before).order_by("pk")
    return list(versions.values_list("op", "table", "key"))
