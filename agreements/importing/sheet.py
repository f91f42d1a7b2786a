"""What a sheet is, once it is read: headings, and rows of texts under them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.models.numbers import grouped

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_TEXT = 10_000
# Rows with nothing in them do not count, but reading has to end somewhere.
MAX_SCANNED = 100_000
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818, it is no error of the program
    """A file cannot be read as a sheet; its sentence says what is wrong and what to do."""


@dataclass(frozen=True)
class SheetRow:
    """A row below the headings: its number in the file, and its texts by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was sent: `digest` is the SHA-256 of the file."""

    name: str
    digest: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheet_of(name: str, digest: str, rows: Iterable[Sequence[str]], *, is_exact: bool) -> Sheet:
    """Return the sheet of rows of texts, the first of which has the headings.

    Raises Unreadable. Where `is_exact`, each row must have a cell for each heading, empty or not.
    """
    numbered = enumerate(rows, start=1)
    _first, head = next(numbered, (1, ()))
    headings = _headings(head)
    found = []
    for number, cells in numbered:
        if number > MAX_SCANNED:
            raise Unreadable(_("The sheet goes on for too long: delete the empty rows in it."))
        if any(cells):
            _check_width(number, cells, headings, is_exact=is_exact)
            found.append(_row(number, cells, headings))
        if len(found) > MAX_ROWS:
            sentence = _("A sheet has at most %(most)s rows: part it in several.")
            raise Unreadable(sentence % {"most": grouped(MAX_ROWS)})
    if not found:
        raise Unreadable(_("The sheet has no row below its headings."))
    return Sheet(name, digest, tuple(filter(None, headings)), tuple(found))


def _headings(cells: Sequence[str]) -> list[str]:
    headings = [" ".join(cell.split()) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Unreadable(_("The first row is empty: it has to name the columns."))
    if len(headings) > MAX_COLUMNS:
        sentence = _("A sheet has at most %(most)s columns, and this one has %(count)s.")
        raise Unreadable(sentence % {"most": MAX_COLUMNS, "count": grouped(len(headings))})
    seen = set()
    for heading in headings:
        _check_text(1, heading, heading)
        if heading and heading.casefold() in seen:
            sentence = _("Two columns are called “%(heading)s”: rename one of them.")
            raise Unreadable(sentence % {"heading": heading})
        seen.add(heading.casefold())
    return headings


def _check_width(number: int, cells: Sequence, headings: list, *, is_exact: bool) -> None:
    facts = {"row": number, "count": len(cells), "headings": len(headings)}
    if is_exact and len(cells) < len(headings):
        raise Unreadable(
            _("Row %(row)s has %(count)s cells, and there are %(headings)s columns.") % facts
        )
    extra = len(headings) + next(
        (place for place, cell in enumerate(cells[len(headings) :]) if cell), MAX_SCANNED
    )
    if extra < MAX_SCANNED:
        raise Unreadable(
            _(
                "Row %(row)s has a text to the right of the last heading: name that column, or put "
                "quotation marks around a text that holds a separator."
            )
            % facts
        )
    for place, heading in enumerate(headings):
        if not heading and place < len(cells) and cells[place]:
            sentence = _("Row %(row)s has a text in column %(place)s, which has no heading.")
            raise Unreadable(sentence % {"row": number, "place": place + 1})


def _row(number: int, cells: Sequence[str], headings: list[str]) -> SheetRow:
    texts = {}
    for place, heading in enumerate(headings):
        if heading:
            text = cells[place].strip() if place < len(cells) else ""
            _check_text(number, heading, text)
            texts[heading] = text
    return SheetRow(number, texts)


def _check_text(number: int, heading: str, text: str) -> None:
    facts = {"row": number, "column": UNSEEN.sub("?", heading)[:60]}
    if found := UNSEEN.search(text):
        facts["sign"] = f"U+{ord(found[0]):04X}"
        raise Unreadable(
            _("Row %(row)s, “%(column)s”: it holds a sign that cannot be seen, %(sign)s.") % facts
        )
    if len(text) > MAX_TEXT:
        facts["most"] = grouped(MAX_TEXT)
        raise Unreadable(
            _("Row %(row)s, “%(column)s”: the text is longer than %(most)s letters.") % facts
        )
