"""Loads fixtures as `loaddata` does, and much quicker: whole tables at a time, compiled once."""

from functools import cache
from itertools import groupby

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models.sql import InsertQuery

# What everybody's register begins with.
REGISTER = ("countries", "article", "corroboration")


@cache
def rows(name):
    """Return the deserialized rows of a fixture, read once."""
    text = (settings.BASE_DIR / "fixtures" / f"{name}.json").read_text()
    return list(serializers.deserialize("json", text))


def load(*names):
    """Write the rows of fixtures to an empty register; of a row that two hold, the last one's."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, values in _statements(connection.vendor, names):
            cursor.execute(sql, values)
        connection.check_constraints()


@cache
def _statements(vendor, names):
    """Return the (SQL, values) pairs that write the fixtures to a database of the vendor.

    Half of the tests begin with them, and the ORM takes several times as long to word them as
    the database to obey.
    """
    found = {(type(row.object), row.object.pk): row for name in names for row in rows(name)}
    statements = []
    for model, group in groupby(found.values(), key=lambda row: type(row.object)):
        same = list(group)
        # As `loaddata` writes: moments of editing stay what the fixture says.
        statements += _inserts(model, [row.object for row in same], raw=True)
        for links in _links(model, same):
            statements += _inserts(type(links[0]), links)
    return statements + [(statement, None) for statement in resets(names)]


def resets(names):
    """Return the SQL after which new rows get the numbers that follow those of fixtures."""
    tables = {type(row.object) for name in names for row in rows(name)}
    return connection.ops.sequence_reset_sql(no_style(), tables)


def _inserts(model, records, *, raw=False):
    fields = [field for field in model._meta.concrete_fields if raw or not field.primary_key]
    query = InsertQuery(model)
    query.insert_values(fields, records, raw=raw)
    return query.get_compiler(connection=connection).as_sql()


def _links(model, same):
    """Yield the rows of each many-to-many table that the records' fixtures name."""
    for field in model._meta.many_to_many:
        through = field.remote_field.through
        if not through._meta.auto_created:
            continue
        start, end = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        links = [
            through(**{start: row.object.pk, end: pk})
            for row in same
            for pk in (row.m2m_data or {}).get(field.name, ())
        ]
        if links:
            yield links
