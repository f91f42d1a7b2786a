"""Writes many rows at a time; the rules of the tables hold for them all the same."""

from itertools import islice

from django.core.management.color import no_style
from django.db import connection, models

from .draws import FIRST_EDIT

CHUNK = 5_000
# As many values as every SQLite takes in one statement.
MAX_VALUES = 999


class Table:
    """The table of a model, to which rows of some of its columns are written."""

    def __init__(self, model, *columns):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        others = [name for name in fields if name not in {*columns, "id"}]
        names = [connection.ops.quote_name(fields[name].column) for name in (*columns, *others)]
        table = connection.ops.quote_name(model._meta.db_table)
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES "  # noqa: S608, names only
        self._row = f"({', '.join(['%s'] * len(names))})"
        self._at_once = MAX_VALUES // len(names)
        self._others = tuple(_silent_value(fields[name]) for name in others)

    def write(self, rows):
        rows = iter(rows)
        with connection.cursor() as cursor:
            while part := list(islice(rows, self._at_once)):
                values = [value for row in part for value in (*row, *self._others)]
                cursor.execute(self._insert + ", ".join([self._row] * len(part)), values)


def _silent_value(field):
    """Return what a column holds in a row that says nothing of it."""
    value = FIRST_EDIT if isinstance(field, models.DateTimeField) else field.get_default()
    return field.get_db_prep_save(value, connection)


def continue_numbering(written):
    """Have each of the models count on from the highest primary key that was written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


def parts(count):
    """Yield the numbers from 1 to the count in ranges of no more than CHUNK."""
    for first in range(1, count + 1, CHUNK):
        yield range(first, min(first + CHUNK, count + 1))
