"""The tables of a release for programs, as Data Package (version 2) describes tables."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agreements.keeper import keeper, licence
from agreements.tables.written_values import moment

from .archive import Member
from .released import ReleasedColumn, ReleasedTable, key_of

PROFILE = "https://datapackage.org/profiles/2.0"
SPDX = {"CC BY 4.0": "CC-BY-4.0", "CC0 1.0": "CC0-1.0"}


def data_package(
    tables: Iterable[ReleasedTable], members: Mapping[str, Member], version: str, at: datetime
) -> dict[str, Any]:
    """Return the descriptor of a release, from the members that were written."""
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": "coop",
        "title": "Coop: a register of cooperation agreements",
        "version": version,
        "created": moment(at),
        "licenses": [_licence()],
        "contributors": [{"title": kept_by.name, "roles": ["publisher"]}]
        if (kept_by := keeper())
        else [],
        "resources": [_resource(table, members[table.file_name]) for table in tables],
    }


def _licence() -> dict[str, str]:
    terms = licence()
    spdx = {"name": SPDX[terms.name]} if terms.name in SPDX else {}
    return {**spdx, "path": terms.address, "title": terms.name}


def _resource(table: ReleasedTable, member: Member) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": member.name,
        "description": str(table.means),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": member.size,
        "hash": f"sha256:{member.sha256}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": _schema(table),
    }


def _schema(table: ReleasedTable) -> dict[str, Any]:
    links = [_foreign_key(column, table) for column in table.columns if column.target]
    return {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"foreignKeys": links} if links else {}),
    }


def _field(column: ReleasedColumn) -> dict[str, Any]:
    constraints = {
        "required": column.is_required,
        "unique": column.is_unique,
        "maxLength": column.max_length,
    }
    described = {
        "name": column.name,
        "type": str(column.kind),
        "description": str(column.means),
        "rdfType": column.term,
        "categories": [{"value": code, "label": label} for code, label in column.codes.items()],
        "constraints": {name: value for name, value in constraints.items() if value},
    }
    return {name: value for name, value in described.items() if value}


def _foreign_key(column: ReleasedColumn, table: ReleasedTable) -> dict[str, Any]:
    [key] = key_of(column.target)
    # A table that leads to itself is named by an empty text.
    resource = "" if column.target is table.model else column.target._meta.model_name
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}
