"""Writes the whole database, accounts and history included, to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agreements.operations.backing_up import CannotBackUp, back_up, backups


class Command(BaseCommand):
    """Backs up the register while it is read and written."""

    help = "Write the whole database to a file of a folder, while the server runs."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="Where backups lie; best on another disk.")
        parser.add_argument(
            "--keep", type=int, help="How many to keep there: older backups are then deleted."
        )

    def handle(self, *, folder, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError(f"--keep must be 1 or more, not {keep}.")
        try:
            path = back_up(folder)
        except CannotBackUp as error:
            raise CommandError(f"{error} No backup was written.") from error
        if keep:
            for old in backups(folder)[:-keep]:
                old.unlink()
        self.stdout.write(str(path))
