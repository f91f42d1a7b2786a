"""What the register held at an earlier moment: read from the rows as they stand, and versions.

A row was, at a moment, what the first version after the moment holds; where there is none, it was
what it is now. A moment is a point in time, or the number of the version that was newest then.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from agreements.models import Touch, Version

from .dependencies import tracked_models
from .versioning import Owner, owners_of

Moment = datetime | int
# {field: value} of a row, None where there was none.
Row = dict[str, object] | None
CHUNK = 500


class NotKnown(Exception):  # noqa: N818, it is no error of the program
    """Nobody knows what the register held then: rows were written without leaving versions."""

    def __init__(self, since: datetime):
        super().__init__(since)
        self.since = since

    def __str__(self) -> str:
        return _("What the register held before %(moment)s UTC is not known.") % {
            "moment": f"{self.since:%Y-%m-%d %H:%M:%S}"
        }


def refuse_unknown(at: Moment) -> None:
    """Raise NotKnown where the register does not know what it held at a moment."""
    if last := Version.objects.marks().since(at).order_by("pk").last():
        raise NotKnown(last.at)


def row_at(model: type[Model], key: object, at: Moment) -> Row:
    """Return what a row held at a moment, None where it was not there."""
    refuse_unknown(at)
    versions = Version.objects.filter(table=model._meta.db_table, key=str(key))
    if first := versions.since(at).order_by("pk").first():
        return row_of(model, first)
    return rows_as_they_stand(model._base_manager.filter(pk=key)).get(str(key))


def tables_at(at: Moment) -> dict[str, dict[str, Row]]:
    """Return all that the register held at a moment: {table: {key: row}}."""
    refuse_unknown(at)
    tables = {
        model._meta.db_table: rows_as_they_stand(model._base_manager.all())
        for model in tracked_models()
    }
    models = {model._meta.db_table: model for model in tracked_models()}
    for version in _first_of_each_row(Version.objects.exclude(table="").since(at)):
        _set(tables[version.table], version.key, row_of(models[version.table], version))
    return tables


def rows_of(record: Model, at: Moment) -> dict[str, dict[str, Row]]:
    """Return what a record held at a moment, with all that hung on it: {table: {key: row}}."""
    refuse_unknown(at)
    touching = Version.objects.of_record(record).since(at)
    earlier = {(first.table, first.key): first for first in _first_of_each_row(touching)}
    tables: dict[str, dict[str, Row]] = {}
    for model, owners in owned_by(type(record)):
        table = model._meta.db_table
        rows = _standing(model, owners, record)
        for key in [key for name, key in earlier if name == table]:
            _set(rows, key, row_of(model, earlier[table, key]))
        kept = {key: row for key, row in rows.items() if _belongs(row, owners, record, tables)}
        if kept:
            tables[table] = kept
    return tables


def owned_by(noun: type[Model]) -> Iterator[tuple[type[Model], list[Owner]]]:
    """Yield (model, owners) of all whose rows may belong to the history of a noun's record.

    Those that belong to it by way of others come last.
    """
    found = {
        model: [owner for owner in owners_of(model) if owner.noun == noun._meta.model_name]
        for model in tracked_models()
    }
    owned = [(model, owners) for model, owners in found.items() if owners]
    yield from sorted(owned, key=lambda pair: any(owner.through for owner in pair[1]))


def _standing(model: type[Model], owners: list[Owner], record: Model) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for owner in owners:
        rows |= rows_as_they_stand(model._base_manager.filter(**{owner.lookup: record.pk}))
    return rows


def _belongs(row: Row, owners: list[Owner], record: Model, tables: dict) -> bool:
    """Return whether a row hung on a record, as it was when the other tables were as given."""
    for owner in owners:
        if not owner.through:
            if row[owner.link.attname] == record.pk:
                return True
        elif str(row[owner.through.attname]) in tables.get(owner.link.model._meta.db_table, {}):
            return True
    return False


def _first_of_each_row(versions: QuerySet[Version]) -> Iterable[Version]:
    """Return the first version of each row, of some versions."""
    first: dict[tuple[str, str], Version] = {}
    for version in versions.order_by("pk").iterator():
        first.setdefault((version.table, version.key), version)
    return first.values()


def _set(rows: dict[str, Row], key: str, row: Row) -> None:
    if row is None:
        rows.pop(key, None)
    else:
        rows[key] = row


def row_of(model: type[Model], version: Version) -> Row:
    """Return what a row held before a version of it; a younger column has its default."""
    columns = version.columns
    if columns is None:
        return None
    return {
        field.attname: _value(field, columns[field.column])
        if field.column in columns
        else field.get_default()
        for field in model._meta.concrete_fields
    }


def _value(field, written):
    """Return a value of JSON as the field has it; moments that name no zone are UTC's."""
    value = (field.target_field if field.remote_field else field).to_python(written)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def rows_as_they_stand(records: QuerySet) -> dict[str, Row]:
    """Return {key: row} of some records as they stand."""
    key = records.model._meta.pk.attname
    names = [field.attname for field in records.model._meta.concrete_fields]
    return {str(row[key]): row for row in records.order_by().values(*names).iterator()}


def rows_standing(keys: dict[type[Model], set[str]]) -> dict[tuple[str, str], Row]:
    """Return {(table, key): row} of the rows of some keys that stand."""
    found = {}
    for model, wanted in keys.items():
        ordered = sorted(wanted)
        for start in range(0, len(ordered), CHUNK):
            part = model._base_manager.filter(pk__in=ordered[start : start + CHUNK])
            rows = rows_as_they_stand(part)
            found |= {(model._meta.db_table, key): row for key, row in rows.items()}
    return found


def newest_version_of(record: Model) -> int:
    """Return the number of the newest version in a record's history, 0 where there is none."""
    touches = Touch.objects.filter(noun=record._meta.model_name, key=str(record.pk))
    return touches.order_by("-version").values_list("version", flat=True).first() or 0
