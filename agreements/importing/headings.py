"""Which heading of a sheet means which column of the register."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from agreements.models import SheetColumns
from agreements.nouns import AGREEMENT, INSTITUTION
from agreements.tables.table import own_table

LEFT_OUT = ""


class Layout(Enum):
    """What the rows of a sheet are; the value has the columns by which that is told."""

    AGREEMENTS = frozenset({"title", "parties"})
    INSTITUTIONS = frozenset({"name", "country"})
    EXPORTED_AGREEMENTS = frozenset({"id", "url", "title", "signed_precision", "party_names"})


# The columns of each layout, by other headings that mean the same.
AGREEMENT_COLUMNS = {
    "id": ("number", "no"),
    "title": ("name of the agreement", "agreement"),
    "kind": ("type", "kind of agreement"),
    "signed_on": ("signed", "date", "day", "signing date", "date of signing"),
    "date_precision": ("precision", "signed_precision"),
    "status": ("state",),
    "term": ("starts_on - ends_on", "validity", "period"),
    "sectors": ("sector", "field", "fields"),
    "countries": ("country",),
    "parties": ("party", "institutions", "partners"),
    "alliance": ("alliances",),
    "event": ("events", "occasion"),
    "outcome": ("result", "results"),
    "summary": ("description",),
    "source_url": ("url", "link", "address", "source"),
    "source_title": ("title of the source",),
    "source_publisher": ("publisher", "published by"),
    "source_published_on": ("published_on", "published", "day of the source"),
    "source_language": ("language",),
    "note": ("notes", "remark", "remarks", "comment"),
}
INSTITUTION_COLUMNS = {
    "name": ("institution", "name_en", "english name"),
    "kind": ("type",),
    "city": ("place", "seat"),
    "country": ("country code",),
    "name_zh": ("chinese name",),
    "name_uz": ("uzbek name",),
    "name_ru": ("russian name",),
    "aliases": ("other names", "other_names", "alias"),
    "website": ("site", "web"),
    "source_url": ("source", "url", "link"),
}
OTHER_NAMES = {
    Layout.AGREEMENTS: AGREEMENT_COLUMNS,
    Layout.INSTITUTIONS: INSTITUTION_COLUMNS,
    Layout.EXPORTED_AGREEMENTS: {
        name: ()
        for column in own_table(AGREEMENT).columns
        for name in (column.name, f"{column.name}_label")
    },
}


@dataclass(frozen=True)
class Reading:
    """How a sheet is read: what its rows are, and the column that each heading means.

    `columns` has LEFT_OUT for a heading that somebody chose to leave out; `unknown` are those of
    which nobody said anything yet.
    """

    layout: Layout
    columns: Mapping[str, str]
    unknown: tuple[str, ...]


def read_headings(headings: Iterable[str], chosen: Mapping[str, str] | None = None) -> Reading:
    """Return how a sheet of these headings is read; `chosen` says it of some of them."""
    headings, chosen = tuple(headings), chosen or {}
    layout = _layout({chosen.get(heading) or _plain(heading) for heading in headings})
    meant = _meanings(layout)
    columns: dict[str, str] = {}
    for heading in headings:
        column = _column(heading, chosen, meant)
        if column == LEFT_OUT or (column in OTHER_NAMES[layout] and column not in columns.values()):
            columns[heading] = column
    unknown = tuple(heading for heading in headings if heading not in columns)
    return Reading(layout, columns, unknown)


def _column(heading: str, chosen: Mapping[str, str], meant: Mapping[str, str]) -> str | None:
    """Return the column that a heading means, None where nobody knows.

    What it was said to mean in sheets of another kind, where "country" is one of another name, says
    nothing of this one.
    """
    said = chosen.get(heading)
    return said if said == LEFT_OUT or said in meant.values() else meant.get(_plain(heading))


def remembered(sender: str) -> dict[str, str]:
    """Return what the headings of a sender meant in the sheets before."""
    kept = SheetColumns.objects.filter(sender=sender).first()
    return dict(kept.columns) if kept else {}


def remember(sender: str, columns: Mapping[str, str]) -> None:
    """Keep what the headings of a sender mean, for the next sheet."""
    if sender:
        known = remembered(sender) | dict(columns)
        SheetColumns.objects.update_or_create(sender=sender, defaults={"columns": known})


def _layout(columns: set[str]) -> Layout:
    if columns >= Layout.EXPORTED_AGREEMENTS.value:
        return Layout.EXPORTED_AGREEMENTS
    is_agreements = "parties" in columns or "title" in columns
    is_institutions = bool(columns & {"name", "institution", "name_en"}) and not is_agreements
    return Layout.INSTITUTIONS if is_institutions else Layout.AGREEMENTS


def _meanings(layout: Layout) -> dict[str, str]:
    """Return the column by each heading that means it; its own name comes before all others."""
    others = {
        _plain(name): column for column, names in OTHER_NAMES[layout].items() for name in names
    }
    return others | {column: column for column in OTHER_NAMES[layout]}


def _plain(heading: str) -> str:
    return re.sub(r"[\s_]+", "_", heading.strip().casefold()).strip("_")


TEMPLATES = {
    AGREEMENT.plural: tuple(AGREEMENT_COLUMNS),
    INSTITUTION.plural: tuple(INSTITUTION_COLUMNS),
}
