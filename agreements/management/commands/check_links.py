"""Asks the addresses of sources whether they still answer."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agreements.evidence.asked_addresses import Manners, ask_all
from agreements.evidence.source_addresses import Unreadable, addresses_to_ask, keep, listed


class Command(BaseCommand):
    help = (
        "Ask the addresses of sources whether they still answer, a few at a time; print the "
        "answers as CSV, and keep them for the list of sources in the admin."
    )

    # Tests ask a machine that is not public.
    manners = Manners()

    def add_arguments(self, parser):
        """Declare where answers come from, and how many addresses are asked."""
        parser.add_argument(
            "--list", help="Read answers made elsewhere from a CSV file: address, status, moved to."
        )
        parser.add_argument(
            "--most",
            type=int,
            default=1_000,
            help="Ask so many addresses, those first that were never asked or longest ago.",
        )

    def handle(self, *args, **options):
        """Print and keep all answers; raise CommandError where there are none to keep."""
        answers = self._read(options["list"]) if options["list"] else self._ask(options["most"])
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["address", "status", "moved_to", "said"])
        for told in answers:
            writer.writerow([told.address, told.status or "", told.moved_to, told.said])
        if answers and not options["list"] and all(told.status is None for told in answers):
            raise CommandError(
                "No address answered: this machine seems to be offline. Nothing was kept."
            )
        kept = keep(answers, timezone.localdate())
        self.stderr.write(f"Answers kept: {kept}")

    def _ask(self, most):
        return list(ask_all(addresses_to_ask(max(most, 0)), self.manners))

    def _read(self, name):
        try:
            with Path(name).open(encoding="utf-8-sig", newline="") as lines:
                return list(listed(lines))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{name} cannot be read: {error}") from error
        except Unreadable as refused:
            raise CommandError(f"{refused} Nothing was kept.") from refused
