"""JSON: a page of a list with its exact counts, or a record with its evidence by field."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from agreements.index.selection import Selection
from agreements.keeper import keeper, licence
from agreements.lists.addresses import chosen_parameters
from agreements.models import Revision
from agreements.nouns import noun_of
from agreements.tables.table import STATEMENTS
from agreements.tables.written_values import moment, plain

from .described import Described
from .format import Format
from .listing import Listing
from .options import AfterField, FacetsField, OwnColumnsField

# What each statement of a record need not repeat.
OF_THE_RECORD = ("subject_type", "subject", "subject_url", "field")


def of_list(listing: Listing) -> Iterator[bytes]:
    """Yield a page of records, with what is needed to go on, to check it and to cite it."""
    answer, names = listing.answer, [column.name for column in listing.columns]
    data = {
        "register": register(),
        **state(listing.revision, answer.selection.as_of),
        "first_revision": listing.first_revision,
        "total": answer.result.total,
        "query": query(answer.selection),
        "html": listing.page_address,
        "next": listing.following,
        "items": [as_object(names, row) for part in listing.parts() for row in part],
    }
    if answer.noun.weight:
        data["stands_for"] = answer.result.stood_for
    if listing.options["facets"]:
        data["facets"] = {name: counts(listing, name) for name in listing.options["facets"]}
    yield written(data)


def of_record(described: Described) -> bytes:
    """Return a record, with all rows of the tables that tell more of it."""
    own, *others = described.tables
    [row] = described.rows(own)
    data = {
        "register": register(),
        **state(described.revision, described.as_of),
        "html": described.page_address,
        noun_of(described.record).name: as_json(row),
    }
    for table in others:
        rows = map(as_json, described.rows(table))
        data[table.name] = by_field(rows) if table is STATEMENTS else list(rows)
    return written(data)


def by_field(statements: Iterable[dict]) -> dict[str, list[dict]]:
    """Return the statements about a record by the field that they bear on, "" for all of it."""
    found: dict[str, list[dict]] = {}
    for statement in statements:
        told = {name: statement[name] for name in statement if name not in OF_THE_RECORD}
        found.setdefault(statement["field"] or "", []).append(told)
    return found


def counts(listing: Listing, name: str) -> list[dict]:
    """Return how many records have each value of a facet, its own choice left out."""
    answer = listing.answer
    found = answer.result.all_counts(name)
    facet = next(facet for facet in answer.filterset.counted if facet.parameter == name)
    values = answer.filterset.labels.values(facet, found)
    counted = [(value, found[value.key]) for value in values]
    return [{"value": value.text, "label": value.label, "count": count} for value, count in counted]


def query(selection: Selection) -> dict[str, list[str]]:
    """Return what is chosen and looked for, as addresses have it: {parameter: its values}."""
    asked: dict[str, list[str]] = {}
    for name, text in chosen_parameters(selection):
        asked.setdefault(name, []).append(text)
    return asked


def register() -> dict[str, Any]:
    """Return whose register it is, and on which terms its data may be used."""
    kept_by, terms = keeper(), licence()
    return {
        "name": "Coop",
        "keeper": kept_by and {"name": kept_by.name, "address": kept_by.address},
        "licence": {"name": terms.name, "url": terms.address},
    }


def state(revision: Revision | None, as_of: date | None = None) -> dict[str, Any]:
    """Return of which state of the register the data is, and of the end of which day."""
    told = {"as_of": as_of.isoformat()} if as_of else {}
    if revision is None:
        return {**told, "revision": 0, "changed_at": None}
    return {**told, "revision": revision.number, "changed_at": moment(revision.noted_at)}


def as_object(names: Sequence[str], row: Sequence) -> dict[str, Any]:
    return dict(zip(names, map(plain, row), strict=True))


def as_json(row: dict) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def written(data: dict | list) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


FORMAT = Format(
    extension="json",
    content_type="application/json",
    label="JSON",
    of_list=of_list,
    of_record=of_record,
    options={"columns": OwnColumnsField, "facets": FacetsField, "after": AfterField},
)
