"""Folds the names and sentences by which records are found."""

from django.core.management.base import BaseCommand

from agreements.search.folding import fold_all


class Command(BaseCommand):
    """Folds what was written and is not folded yet, in parts between which others may write."""

    help = "Fold the names that were written and cannot be found yet, as a server does by itself."

    def add_arguments(self, parser):
        parser.add_argument(
            "--alone",
            action="store_true",
            help="Nobody else writes meanwhile: make large parts and no pauses, which is quicker.",
        )

    def handle(self, *, alone, **options):
        fold_all(is_alone=alone)
        self.stdout.write("All names are folded.")
