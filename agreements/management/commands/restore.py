"""Has the database be what a backup holds."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from agreements.first_line import first_line
from agreements.operations.restoring import CannotRestore, opened, restore, revision, what_is_held


class Command(BaseCommand):
    """Restores a backup, all or nothing, once it was looked through."""

    help = "Have the database be what a backup holds; the server may run meanwhile."
    # A database that is empty, or of an older version, is what backups are restored into.
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A backup, as manage.py backup writes it.")
        parser.add_argument(
            "--replace", action="store_true", help="Give up what the register holds now."
        )

    def handle(self, *, file, replace, **options):
        try:
            with opened(file) as backup:
                if not replace:
                    refuse_to_replace()
                restore(backup)
        except CannotRestore as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if backup.is_older:
            self.stdout.write(f"It was made by version {backup.version}: migrating ...")
            call_command("migrate", verbosity=0)
        self.stdout.write(f"The register is that of the backup, revision {revision()}.")


def refuse_to_replace():
    """Raise CannotRestore where the register holds something."""
    try:
        held = what_is_held()
    except DatabaseError as error:
        raise CannotRestore(
            f"What the register holds cannot be read: {first_line(error)}"
        ) from error
    if held:
        raise CannotRestore(
            f"The register holds {held}, all of which would be given up. Make a backup of it, "
            "then say --replace."
        )
