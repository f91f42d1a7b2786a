"""Imports sheets of agreements and institutions: a plan first, then all of it as one edit."""

from getpass import getuser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agreements.editing.refusals import Refused
from agreements.editing.turns import Busy
from agreements.importing.headings import remembered
from agreements.importing.plan import Outcome, Plan, make_plan
from agreements.importing.plan_saving import save_plan
from agreements.importing.sheet import Sheet, Unreadable
from agreements.importing.sheet_files import read_sheet
from agreements.search.folding import fold_all


class Command(BaseCommand):
    """Reads sheets, shows what becomes of each row, and saves it unless something is wrong."""

    help = "Import sheets of agreements (XLSX or CSV) as one edit, or say all that is wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A sheet of agreements or of institutions.")
        parser.add_argument("--institutions", type=Path, help="A sheet of its institutions.")
        parser.add_argument("--check", action="store_true", help="Print the plan, save nothing.")
        parser.add_argument("--sender", default="", help="Who sent it; its columns are remembered.")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help="What a heading means; nothing after the = leaves the column out.",
        )
        parser.add_argument(
            "--choose",
            action="append",
            nargs=5,
            default=[],
            metavar=("FILE", "ROW", "COLUMN", "TEXT", "RECORD"),
            help="Which record a text of a row means, by its number, such as IN-0002.",
        )

    def handle(self, *, file, institutions, check, sender, **options):
        sheets = [_read(path) for path in (institutions, file) if path]
        plan = make_plan(
            sheets,
            columns=remembered(sender) | dict(map(_column, options["column"])),
            answers=dict(map(_choice, options["choose"])),
            sender=sender,
        )
        self._show(plan)
        if plan.problems:
            raise CommandError(f"Problems: {len(plan.problems)}. Nothing was saved.")
        if check:
            self.stdout.write("Nothing was saved: leave out --check to save this.")
            return
        try:
            save_plan(plan, f"manage.py import_sheet ({getuser()})")
        except (Refused, Busy) as error:
            raise CommandError(f"{error} Nothing was saved.") from error
        fold_all()
        self.stdout.write("Saved as one edit, which can be undone whole.")

    def _show(self, plan: Plan) -> None:
        for row in plan.rows:
            made = f" ({'; '.join(row.makes)})" if row.makes else ""
            named = f"{getattr(row.record, 'ref', '')} {row.record or ''}".strip()
            self.stdout.write(f"{row.file}, row {row.number}: {row.outcome.value} {named}{made}")
        for choice in plan.choices:
            likely = "; ".join(f"{each} ({each.score})" for each in choice.likely)
            answer = choice.answer or "new"
            self.stdout.write(
                f"{choice.file}, row {choice.row}, {choice.column}: “{choice.text}” is taken as "
                f"{answer}; perhaps it is {likely}"
            )
        for problem in plan.problems:
            self.stdout.write(str(problem))
        counts = ", ".join(f"{plan.count(outcome)} {outcome.value}" for outcome in Outcome)
        self.stdout.write(f"Rows: {counts}. Choices: {len(plan.choices)}.")


def _read(path: Path) -> Sheet:
    try:
        return read_sheet(path.read_bytes(), path.name)
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
    except Unreadable as error:
        raise CommandError(f"{path.name}: {error} Nothing was saved.") from error


def _column(text: str) -> tuple[str, str]:
    heading, separator, column = text.rpartition("=")
    if not separator:
        raise CommandError(f"--column {text}: write HEADING=COLUMN.")
    return heading.strip(), column.strip()


def _choice(words: list[str]) -> tuple[tuple[str, int, str, str], str]:
    file, row, column, text, record = words
    if not row.isdecimal():
        raise CommandError(f"--choose: “{row}” is no number of a row.")
    return (file, int(row), column, text), record
