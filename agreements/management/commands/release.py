"""Writes the whole register as one file, to be cited, checked and loaded again."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements.release.as_sqlite import write_sqlite
from agreements.release.making import CannotRelease, make_release
from agreements.release.opened import NotARelease


class Command(BaseCommand):
    """Writes a release; it is a table of CSV for each of the register's, in one zip."""

    help = "Write the whole register as one zip, named by the day and number of its revision."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.RELEASES,
            help="Where releases lie (RELEASES by default); the last one there is compared.",
        )

        parser.add_argument(
            "--sqlite",
            action="store_true",
            help="Write the tables as a database of SQLite beside the zip, too.",
        )

    def handle(self, *, folder, sqlite, **options):
        try:
            path = make_release(folder)
            self.stdout.write(str(path))
            if sqlite:
                self.stdout.write(str(write_sqlite(path)))
        except (CannotRelease, NotARelease, OSError) as error:
            raise CommandError(str(error)) from error
