"""Lets somebody in who has lost the app and the recovery codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from agreements.editing.second_factors import end_logins, remove


class Command(BaseCommand):
    """Has an account need no code any more."""

    help = "Have an account log in without a code, after its app and its recovery codes were lost."

    def add_arguments(self, parser):
        parser.add_argument("name", help="The name with which the account logs in.")

    def handle(self, *, name, **options):
        account = get_user_model().objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"No account is called {name!r}.")
        if not remove(account):
            raise CommandError(f"{name!r} logs in without a code already.")
        end_logins(account)
        self.stdout.write(f"{name} logs in with the password alone; other logins have ended.")
