"""Rows of the register's own spreadsheet, come back: what was changed in them is changed here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.editing.written_days import read_day
from agreements.language_paths import OWN, OWN_NAMES
from agreements.models import Agreement, Alliance, Event, Sector
from agreements.nouns import AGREEMENT
from agreements.nouns.published import Column
from agreements.tables.records import Record, read
from agreements.tables.table import own_table
from agreements.tables.written_values import SEPARATOR, text

from .row_reading import Row

COLUMNS = {column.name: column for column in own_table(AGREEMENT).columns}
# What a sheet changes, by the field; days also say how exactly they are known.
PLAIN = ("title", "kind", "status", "summary")
DAYS = {"signed": "signed_on", "starts": "starts_on", "ends": "ends_on"}
YES_OR_NO = ("is_open_ended", "serves_all_sectors")
LINKED = {"sectors": (Sector, "slug"), "alliances": (Alliance, "ref")}
# Where a register is served, and when it was changed, is no part of what it holds.
NOT_COMPARED = ("id", "url", "revision")


class ExportedAgreements:
    """What the register would export now of the agreements of a sheet, read all at once."""

    def __init__(self, refs: list[str]):
        records = Agreement.objects.in_bulk(
            Agreement.objects.filter(ref__in=refs).values_list("pk", flat=True)
        )
        self.agreements = {record.ref: record for record in records.values()}
        self._keys = list(records)
        self._told: dict[str, dict[str, Record]] = {}

    def told(self, ref: str, language: str = OWN) -> Record:
        """Return what is told of an agreement in the data of a language, read at its first use."""
        if language not in self._told:
            with override(language):
                rows = read(AGREEMENT, self._keys, "")
                self._told[language] = {record.own["ref"]: record for record in rows}
        return self._told[language][ref]

    def is_label(self, ref: str, column: Column, written: str) -> bool:
        """Return whether a sheet in any language has this text in a column, which names records."""
        return any(
            _is_told(column, self.told(ref, language), written)
            for language in (OWN_NAMES if column.is_repeated else ())
        )


def read_exported(row: Row, exported: ExportedAgreements) -> tuple[Agreement | None, bool]:
    """Return the agreement of a row, and whether the sheet changes it."""
    ref = row.text("id")
    if ref not in exported.agreements:
        sentence = _("No agreement has the number “%(ref)s”.")
        row.refuse("id", sentence % {"ref": ref[:50]})
        return None, False
    agreement = exported.agreements[ref]
    changed = [name for name, column in COLUMNS.items() if _is_changed(row, column, exported)]
    if "updated_at" in changed:
        row.refuse("updated_at", _("It was changed since the sheet was made: export it again."))
        return agreement, False
    for name in _without_followers(changed):
        _change(row, agreement, name)
    if changed and not row.has_problem:
        row.check(agreement, {field: name for name, field in DAYS.items()}, "title")
        row.drafts.changed.append(agreement)
        row.makes += [str(COLUMNS[name].name) for name in changed]
    return agreement, bool(changed)


def _without_followers(changed: list[str]) -> list[str]:
    """Return the columns without those that only say more of a day that is changed as well."""
    days = DAYS.keys() & set(changed)
    return [name for name in changed if name in days or name.split("_")[0] not in days]


def _is_changed(row: Row, column: Column, exported: ExportedAgreements) -> bool:
    if column.name in NOT_COMPARED or not row.has(column.name):
        return False
    ref, written = row.text("id"), row.text(column.name)
    if _is_told(column, exported.told(ref), written):
        return False
    return not exported.is_label(ref, column, written)


def _is_told(column: Column, told: Record, written: str) -> bool:
    """Return whether a cell has what is told in a column, as far as a spreadsheet holds it."""
    held = " ".join(text(column.value(told)).split())
    if column.name == "updated_at":
        return _is_same_moment(written, held)
    return written == held or (written.endswith("…") and held.startswith(written[:-1]))


def _is_same_moment(written: str, held: str) -> bool:
    """Return whether two moments are one; spreadsheets keep them to the second."""
    try:
        moments = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (written, held)]
    except ValueError:
        return False
    return abs(moments[0] - moments[1]) <= timedelta(seconds=1)


def _change(row: Row, agreement: Agreement, name: str) -> None:
    for names, change in _CHANGES:
        if name in names:
            change(row, agreement, name)
            return
    row.refuse(
        name,
        _("This column is told by other records, or by citations: no sheet changes it."),
    )


def _change_plain(row: Row, agreement: Agreement, name: str) -> None:
    setattr(agreement, name, row.text(name))


def _change_day(row: Row, agreement: Agreement, name: str) -> None:
    if day := row.read(name, read_day):
        setattr(agreement, DAYS[name], day.on)
        setattr(agreement, agreement.DAYS[DAYS[name]], day.precision)
    elif not row.text(name):
        setattr(agreement, DAYS[name], None)


def _change_answer(row: Row, agreement: Agreement, name: str) -> None:
    answers = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if (answer := answers.get(row.text(name).lower())) is None:
        row.refuse(name, _("Write true or false."))
    else:
        setattr(agreement, name, answer)


def _change_number(row: Row, agreement: Agreement, name: str) -> None:
    if not (row.text(name).isascii() and row.text(name).isdigit()) or len(row.text(name)) > 10:
        row.refuse(name, _("Write a whole number."))
    else:
        setattr(agreement, name, int(row.text(name)))


def _change_event(row: Row, agreement: Agreement, name: str) -> None:
    [agreement.event] = _records(row, name, Event, "ref") or [None]


def _change_linked(row: Row, agreement: Agreement, name: str) -> None:
    row.drafts.replaced.append((agreement, name, _records(row, name, *LINKED[name])))


def _records(row: Row, name: str, model: Any, key: str) -> list:
    wanted = [part.strip() for part in row.text(name).split(SEPARATOR) if part.strip()]
    named = model.objects.filter(**{f"{key}__in": wanted})
    found = {getattr(record, key): record for record in named}
    for text_ in wanted:
        if text_ not in found:
            sentence = _("There is no record “%(text)s”.")
            row.refuse(name, sentence % {"text": text_[:50]})
    return [found[text_] for text_ in dict.fromkeys(wanted) if text_ in found]


Change = Callable[[Row, Agreement, str], None]
_CHANGES: tuple[tuple[Any, Change], ...] = (
    (PLAIN, _change_plain),
    (DAYS, _change_day),
    (YES_OR_NO, _change_answer),
    (("stands_for",), _change_number),
    (("event",), _change_event),
    (LINKED, _change_linked),
)
