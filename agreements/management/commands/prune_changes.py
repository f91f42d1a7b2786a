"""Shortens the change log."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agreements.models import Change

MAX_DAYS = 36_500


class Command(BaseCommand):
    """Deletes old notes; a process that had not read them reads the whole register anew."""

    help = "Delete the notes of the change log that are older than some days."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30, help="How many (30 by default).")

    def handle(self, *, days, **options):
        if not 0 <= days <= MAX_DAYS:
            raise CommandError(f"--days must be between 0 and {MAX_DAYS}, not {days}.")
        count = Change.objects.prune(timezone.now() - timedelta(days=days))
        self.stdout.write(f"Notes deleted: {count}")
