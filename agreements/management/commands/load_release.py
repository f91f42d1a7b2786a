"""Fills an empty register with a release."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agreements.release.filling import NotEmpty, fill
from agreements.release.opened import NotARelease, open_release
from agreements.search.folding import fold_all


class Command(BaseCommand):
    """Loads a release, of either database, and compares what is there then with the file."""

    help = "Fill an empty register with a release, and compare all tables with the file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A release, such as coop-2026-11-25-r251.zip.")

    def handle(self, *, file, **options):
        try:
            with open_release(file) as release:
                count = fill(release)
        except (NotARelease, NotEmpty) as error:
            raise CommandError(f"{error} Nothing was written.") from error
        fold_all(is_alone=True)
        self.stdout.write(f"The register is as released: {count:,} rows, all tables compared.")
