"""What the register answers, as schemas of JSON: made from columns and tables."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from agreements.nouns import LISTED, Noun
from agreements.nouns.column import Column, Kind
from agreements.tables.table import STATEMENTS, TABLES, Table, own_table

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
ADDRESS: Schema = {"type": "string", "format": "uri"}
TYPES: dict[Kind, Schema] = {
    Kind.TEXT: TEXT,
    Kind.WHOLE_NUMBER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.LIST: {"type": "array", "items": TEXT},
}


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def or_nothing(schema: Schema) -> Schema:
    """Return the schema of a value that may be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def of_object(properties: dict[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in set(optional)],
        "additionalProperties": False,
    }


def of_column(column: Column) -> Schema:
    """Return the schema of what stands in a column, with what it means."""
    schema = TYPES[column.kind]
    if column.choices:
        schema = {"type": "string", "enum": list(column.codes)}
    if not column.is_required and column.kind is not Kind.LIST:
        schema = or_nothing(schema)
    means = {"description": str(column.means)}
    return schema | means | ({"externalDocs": {"url": column.term}} if column.term else {})


def name_of(table: Table) -> str:
    """Return the name of the schema of a table's rows."""
    return f"{capfirst(table.name)}Row"


def of_row(table: Table) -> Schema:
    """Return the schema of a row; a reader may ask for some of its columns only."""
    columns = {column.name: of_column(column) for column in table.columns}
    return of_object(columns, optional=columns) | {"description": str(table.means)}


STATE = {
    "register": reference("Register"),
    "as_of": {"type": "string", "format": "date"},
    "revision": NUMBER,
    "changed_at": or_nothing(TYPES[Kind.MOMENT]),
}
QUERY = {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}}


def of_list(noun: Noun) -> Schema:
    """Return the schema of a page of a list in JSON."""
    properties = STATE | {
        "first_revision": or_nothing(NUMBER),
        "total": NUMBER,
        "query": QUERY,
        "html": ADDRESS,
        "next": or_nothing(ADDRESS),
        "items": {"type": "array", "items": reference(name_of(own_table(noun)))},
        "facets": reference("Facets"),
    }
    if noun.weight:
        properties["stands_for"] = NUMBER
    return of_object(properties, optional=["facets", "as_of"])


def of_record(noun: Noun) -> Schema:
    """Return the schema of a record in JSON: its own row, and those of other tables."""
    own, *others = TABLES[noun.name].values()
    properties = STATE | {"html": ADDRESS, noun.name: reference(name_of(own))}
    for table in others:
        rows = {"type": "array", "items": reference(name_of(table))}
        by_field = {"type": "object", "additionalProperties": rows}
        properties[table.name] = by_field if table is STATEMENTS else rows
    return of_object(properties, optional=["as_of"])


def of_changes() -> Schema:
    """Return the schema of what was written since a revision."""
    item = {
        "type": {"type": "string", "enum": [noun.name for noun in LISTED]},
        "id": TEXT,
        "url": ADDRESS,
        "data": ADDRESS,
        "change": {"type": "string", "enum": ["added", "changed", "deleted"]},
        "merged_into": TEXT,
        "revision": NUMBER,
        "changed_at": TYPES[Kind.MOMENT],
    }
    since = of_object({name: STATE[name] for name in ("revision", "changed_at")})
    properties = {
        "register": STATE["register"],
        "since": since,
        "revision": NUMBER,
        "changed_at": STATE["changed_at"],
        "next": or_nothing(ADDRESS),
        "items": {"type": "array", "items": of_object(item, optional=["merged_into"])},
    }
    return of_object(properties)


def shared() -> dict[str, Schema]:
    """Return the schemas that several answers share."""
    error = dict.fromkeys(("parameter", "value", "detail", "nearest"), TEXT)
    problem = {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {"type": "array", "items": of_object(error)},
    }
    keeper = of_object({"name": TEXT, "address": TEXT})
    licence = of_object({"name": TEXT, "url": ADDRESS})
    counted = of_object({"value": TEXT, "label": TEXT, "count": NUMBER})
    return {
        "Problem": of_object(problem),
        "Register": of_object({"name": TEXT, "keeper": or_nothing(keeper), "licence": licence}),
        "Facets": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": counted},
        },
    }


def all_schemas() -> dict[str, Schema]:
    """Return all schemas by name."""
    found = shared() | {"Changes": of_changes()}
    for noun in LISTED:
        for table in TABLES[noun.name].values():
            found[name_of(table)] = of_row(table)
        found[f"{capfirst(noun.plural)}Page"] = of_list(noun)
        found[f"{capfirst(noun.name)}Record"] = of_record(noun)
    return found
