"""Sheets that travel with a form from one step to the next, so that no server has to keep them.

What travels is not the file but what was read in it, compressed and signed: nobody else makes it
up, every process reads it alike, and a sheet that somebody leaves alone is gone with its page.
"""

from dataclasses import dataclass, field

from django.core import signing

from .headings import remembered
from .sheet import Sheet, SheetRow

SALT = "agreements.importing.carried_sheets"
# Of the 2.5 MB that a form may send, so that its other fields have room, and so that it can be kept
# whole past a login that ended meanwhile.
MOST = 2_000_000


@dataclass
class CarriedSheets:
    """Sheets that were read, who sent them, and what somebody said that their headings mean.

    `nouns` has of each sheet what its rows were said to be.
    """

    sheets: list[Sheet]
    nouns: list[str]
    sender: str = ""
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def meanings(self) -> dict[str, str]:
        """Return what headings mean: as was said now, else as in the sender's sheets before."""
        return remembered(self.sender) | self.columns

    def signed(self, who: str) -> str:
        """Return it as a text that `read` takes for the same person."""
        told = [_told(sheet) for sheet in self.sheets]
        told_all = [told, self.nouns, self.sender, self.columns]
        return signing.dumps(told_all, salt=f"{SALT}:{who}", compress=True)


def read(text: str, who: str) -> CarriedSheets | None:
    """Return the sheets in a signed text, None where there are none."""
    try:
        told, nouns, sender, columns = signing.loads(text, salt=f"{SALT}:{who}")
    except signing.BadSignature:
        return None
    return CarriedSheets([_sheet(*each) for each in told], nouns, sender, columns)


def _told(sheet: Sheet) -> tuple:
    rows = [(row.number, [row.cells[name] for name in sheet.headings]) for row in sheet.rows]
    return sheet.name, sheet.digest, sheet.headings, rows


def _sheet(name: str, digest: str, headings: list[str], rows: list) -> Sheet:
    found = (SheetRow(number, dict(zip(headings, cells, strict=True))) for number, cells in rows)
    return Sheet(name, digest, tuple(headings), tuple(found))
