"""Fills an empty register with invented agreements, to try it out at any size."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError

from agreements.changes.dependencies import tracked_models
from agreements.management.progress import draw
from agreements.models import Country, Name, RefCounter
from agreements.search.folding import fold_all
from agreements.synthesis.invention import Invention

MAX_AGREEMENTS = 10_000_000


class Command(BaseCommand):
    """Invents agreements with all that belongs to them; the same seed gives the same register."""

    help = "Fill an empty register with invented agreements."

    def add_arguments(self, parser):
        parser.add_argument("--agreements", type=int, required=True, help="How many to invent.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed, another register.")

    def handle(self, *, agreements, seed, **options):
        if not 1 <= agreements <= MAX_AGREEMENTS:
            raise CommandError(
                f"--agreements must be between 1 and {MAX_AGREEMENTS}, not {agreements}."
            )
        if held := what_is_held():
            raise CommandError(
                f"The register holds {held} already, and invented records cannot be told from "
                "real ones. Give DATABASE_URL of an empty database."
            )

        show = partial(draw, self.stderr, total=agreements, words="agreements")
        Invention(agreements, seed).write(show)
        self.stdout.write("Folding the names by which they are found ...")
        fold_all(is_alone=True)
        self.stdout.write(f"The register holds {agreements:,} invented agreements.")


def what_is_held():
    """Return what a register holds besides countries, empty where it is nothing."""
    for model in tracked_models():
        records = model.objects.all()
        if model is Name:
            records = records.filter(country=None)
        if model is not Country and records.exists():
            return str(model._meta.verbose_name_plural)
    return "the numbers of deleted records" if RefCounter.objects.exists() else ""
