"""Lists every break of the register's own truths, and keeps them for the desk of the editors."""

from django.core.management.base import BaseCommand, CommandError

from agreements.editing.register_checks import checked


class Command(BaseCommand):
    help = (
        "List every break of the register's own truths, and keep them for the first page of the "
        "admin; exit with status 1 if there is any."
    )

    def handle(self, *args, **options):
        """Print the address and the sentence of each break; raise CommandError if there is any."""
        count = 0
        for found in checked():
            self.stdout.write(f"{found.address} {found.sentence}")
            count += 1
        if count:
            raise CommandError(f"Breaks of the register's truths: {count}", returncode=1)
        self.stdout.write("Every truth of the register holds.")
