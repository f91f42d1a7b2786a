"""Sheets of CSV, with whichever separator."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from .decoding import decode
from .sheet import Sheet, Unreadable, sheet_of

SEPARATORS = ",;\t|"
DIRECTIVE = re.compile(r"sep=([,;\t|])\r?\n")


def read_csv(data: bytes, name: str, digest: str) -> Sheet:
    """Return the sheet of a file of CSV; raises Unreadable."""
    text = decode(data)
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    _refuse_other_texts(text)
    if directive := DIRECTIVE.match(text):
        return sheet_of(name, digest, _rows(text[directive.end() :], directive[1]), is_exact=True)
    return sheet_of(name, digest, _rows(text, _separator(text)), is_exact=True)


def _refuse_other_texts(text: str) -> None:
    start = text.lstrip()[:1]
    if start == "<":
        raise Unreadable(_("This is a web page or XML, not a table. Save it as XLSX or as CSV."))
    if start in "{[":
        raise Unreadable(_("This is JSON, not a table. Save it as XLSX or as CSV."))


def _separator(text: str) -> str:
    """Return what parts the headings: the sign that stands oftenest outside quotation marks."""
    counts: Counter = Counter()
    is_quoted = False
    for sign in text[:100_000]:
        if sign == '"':
            is_quoted = not is_quoted
        elif sign in "\r\n" and not is_quoted:
            break
        elif sign in SEPARATORS and not is_quoted:
            counts[sign] += 1
    return counts.most_common(1)[0][0] if counts else ","


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_of_quotes(number)) from error
        yield cells


def _of_quotes(number: int) -> str:
    sentence = _(
        "Row %(row)s: its quotation marks do not match. A text in quotation marks ends with one, "
        "and one inside it is written twice."
    )
    return sentence % {"row": number}
