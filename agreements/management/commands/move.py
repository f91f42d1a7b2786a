"""Moves the whole register into another database."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError

from agreements.management.progress import draw
from agreements.operations.moving import CannotMove, move


class Command(BaseCommand):
    """Copies all tables, accounts and history included, and compares them; all or nothing."""

    help = "Move the whole register, accounts and history included, into another, empty database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", required=True, help="Its address, as DATABASE_URL has it: postgres://host/name."
        )

    def handle(self, *, to, **options):
        try:
            count = move(to, partial(draw, self.stderr, words="rows"))
        except CannotMove as error:
            raise CommandError(f"{error} Nothing was moved.") from error
        self.stdout.write(
            f"Moved: {count:,} rows, all tables compared. Set DATABASE_URL to the new address, and "
            "start the server anew."
        )
