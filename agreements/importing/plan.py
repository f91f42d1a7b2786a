"""What importing sheets would do, seen before it is done.

A plan is made of the bytes of sheets, of what their columns mean and of the choices that were
made, and of what the register holds at that moment; making one writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Version
from agreements.punctuation import listed

from .agreement_rows import KnownAgreements, read_agreement
from .drafts import Choice, Drafts, Problem
from .exported_rows import ExportedAgreements, read_exported
from .headings import OTHER_NAMES, Layout, Reading, read_headings
from .institution_rows import read_institution
from .row_reading import Answers, Register, Row
from .sheet import Sheet
from .source_rows import cited_source

# The columns without which rows of a layout say nothing.
NEEDED = {
    Layout.AGREEMENTS: ("title", "parties"),
    Layout.INSTITUTIONS: ("name",),
    Layout.EXPORTED_AGREEMENTS: ("id",),
}


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    WRONG = "wrong"


@dataclass(frozen=True)
class PlannedRow:
    """A row, what becomes of it, the record that it means, and what else is made on the way."""

    file: str
    number: int
    outcome: Outcome
    record: models.Model | None
    makes: tuple[str, ...]


@dataclass
class Plan:
    """What becomes of each row of some sheets; it can be saved where there is no problem."""

    sheets: list[Sheet]
    sender: str
    version: int
    rows: list[PlannedRow] = field(default_factory=list)
    drafts: Drafts = field(default_factory=Drafts)
    readings: list[Reading] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """Return all that is wrong, in the order of the rows."""
        order = {sheet.name: place for place, sheet in enumerate(self.sheets)}
        found = dict.fromkeys(self.drafts.problems)
        return sorted(found, key=lambda problem: (order[problem.file], problem.row))

    @property
    def is_empty(self) -> bool:
        """Return whether saving it would write nothing."""
        drafts = self.drafts
        made = drafts.records, drafts.items, drafts.citations, drafts.changed, drafts.links
        return not any(made)

    @property
    def choices(self) -> list[Choice]:
        return self.drafts.choices

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome == outcome for row in self.rows)


def make_plan(
    sheets: Iterable[Sheet],
    *,
    columns: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    sender: str = "",
) -> Plan:
    """Return the plan of sheets; those of institutions come first, agreements lead to them.

    `columns` says what headings mean, empty for one that is left out; `answers` has the choices
    that were made.
    """
    read = [(sheet, read_headings(sheet.headings, columns)) for sheet in sheets]
    read.sort(key=lambda pair: pair[1].layout != Layout.INSTITUTIONS)
    version = newest_version()
    register = Register(answers)
    files = [sheet for sheet, _reading in read]
    plan = Plan(files, sender, version, drafts=register.drafts)
    plan.readings = [reading for _sheet, reading in read]
    rows = [
        (reading.layout, [Row(register, sheet, reading, row) for row in sheet.rows])
        for sheet, reading in read
        if _check_headings(register.drafts, sheet, reading)
    ]
    _cite(rows, sender)
    for layout, some in rows:
        plan.rows += _planned(layout, some)
    return plan


def newest_version() -> int:
    """Return the number of the last thing that was written to the register."""
    return Version.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _check_headings(drafts: Drafts, sheet: Sheet, reading: Reading) -> bool:
    """Note what is wrong with the headings; return whether rows can be read at all."""
    for heading in reading.unknown:
        sentence = _("It is not known what this column means. Name its column, or leave it out.")
        drafts.problems.append(Problem(sheet.name, 1, heading, sentence))
    missing = [name for name in NEEDED[reading.layout] if name not in reading.columns.values()]
    for name in missing:
        names = listed(OTHER_NAMES[reading.layout])
        sentence = _("This column is missing. The columns of such a sheet are: %(names)s.")
        drafts.problems.append(Problem(sheet.name, 1, name, sentence % {"names": names}))
    return not missing


def _cite(rows: list[tuple[Layout, list[Row]]], sender: str) -> None:
    """Find the sources of all rows.

    Rows of agreements say more of a source than its address, which bodies may name as well.
    """
    for layout, some in reversed(rows):
        for row in some if layout != Layout.EXPORTED_AGREEMENTS else ():
            row.cited = cited_source(row, sender)


def _planned(layout: Layout, rows: list[Row]) -> Iterable[PlannedRow]:
    known, exported = KnownAgreements(), None
    if layout == Layout.EXPORTED_AGREEMENTS:
        exported = ExportedAgreements([row.text("id") for row in rows])
    for row in rows:
        if exported:
            record, is_other = read_exported(row, exported)
        elif layout == Layout.INSTITUTIONS:
            record, is_other = read_institution(row)
        else:
            record, is_other = read_agreement(row, known)
        outcome = _outcome(row, record, is_other=is_other)
        yield PlannedRow(row.sheet.name, row.number, outcome, record, tuple(row.makes))


def _outcome(row: Row, record: models.Model | None, is_other: bool) -> Outcome:
    if row.has_problem or record is None:
        return Outcome.WRONG
    if not is_other:
        return Outcome.KNOWN
    return Outcome.NEW if record._state.adding else Outcome.CHANGED
