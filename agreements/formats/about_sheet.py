"""The sheet that says what a workbook is: what was chosen, of which state, and what words mean."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook

from agreements.evidence.meanings import MARKS, STANCES
from agreements.keeper import keeper, licence
from agreements.lists.wording import order_in_words
from agreements.models.numbers import grouped
from agreements.punctuation import listed

from . import told
from .citing import Citing
from .listing import Listing
from .workbook import MAX_UNITS, Sheet, Styles, TableSheet, label_name

NAME = "About"
WIDTHS = (34, 34, 100)
# So many of the cells whose text was cut are named.
MAX_NAMED = 20


def about(
    workbook: Workbook, listing: Listing, sheets: Sequence[TableSheet], styles: Styles
) -> None:
    """Add the sheet to a workbook whose other sheets are written."""
    sheet = Sheet(workbook, NAME, styles)
    parts = (
        (_("About this file"), of_list(listing)),
        (_("How to read it"), reading(sheets)),
        (_("What the grades of evidence mean"), words(MARKS)),
        (_("What the stances of sources mean"), words(STANCES)),
        (_("What the columns mean"), columns(listing)),
    )
    for title, rows in parts:
        sheet.add([title], styles.head)
        for row in rows:
            sheet.add(row)
        sheet.add([])
    sheet.widen(WIDTHS)


def of_list(listing: Listing) -> Iterator[Sequence[Any]]:
    """Yield what the list is: (name, value), with an address where there is one."""
    answer, kept_by, terms = listing.answer, keeper(), licence()
    yield _("List"), str(answer.noun.title)
    yield from told.chosen(answer) or [(_("Chosen"), _("Everything: no filter is set."))]
    yield _("Order"), order_in_words(answer.noun, answer.selection)
    yield pgettext("how many", "Number"), told.total(answer)
    yield _("Revision"), listing.number
    yield _("Last changed"), listing.revision and listing.revision.noted_at
    yield _("Address of the list"), listing.page_address
    if kept_by:
        yield _("Kept by"), kept_by.name, kept_by.address
    yield _("Licence of the data"), terms.name, terms.address
    yield _("How to cite"), Citing.of_list(answer, listing.absolute, listing.revision).text


def reading(sheets: Sequence[TableSheet]) -> Iterator[Sequence[str]]:
    """Yield how cells are to be read, and which of them do not hold all of their text."""
    yield (_("Days: as exactly as they are known, and beside it the first day that may be meant."),)
    yield (_("Moments: in UTC. Several values in a cell: parted by a semicolon."),)
    yield (_("An empty cell: the register does not know it."),)
    for sheet in sheets:
        if sheet.cut:
            named = listed(sheet.cut[:MAX_NAMED])
            yield (
                _(
                    "Of the sheet “%(sheet)s”, texts longer than the %(most)s characters that a "
                    "cell holds are cut and end in “…”: %(count)s. The first ones: %(cells)s. The "
                    "same list as CSV has them whole."
                )
                % {
                    "sheet": sheet.name,
                    "most": grouped(MAX_UNITS),
                    "count": grouped(len(sheet.cut)),
                    "cells": named,
                },
            )


def words(meanings: dict) -> Iterator[Sequence[str]]:
    for code, meaning in meanings.items():
        yield str(code), str(code.label), str(meaning)


def columns(listing: Listing) -> Iterator[Sequence[str]]:
    """Yield what stands in each column of each sheet."""
    for table in listing.tables:
        for column in table.columns:
            yield table.name, column.name, str(column.means)
            if column.choices:
                sentence = _("The label of the code in “%(column)s”.") % {"column": column.name}
                yield table.name, label_name(column), sentence
