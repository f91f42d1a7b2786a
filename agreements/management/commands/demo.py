"""Shows the register on this machine, with what the article says."""

import secrets
import socket

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from agreements.changes.dependencies import tracked_models
from agreements.changes.edits import edit
from agreements.models import RefCounter

FIXTURES = ("countries", "article", "corroboration")
# Agreements of the same field elsewhere, out of sheets that were imported.
WIDER = (*FIXTURES, "wider")
HOST = "127.0.0.1"
HIGHEST_PORT = 65535


class Command(BaseCommand):
    """Prepares a register, keeps what is already in it, and serves it to this machine."""

    help = "Serve the register on this machine; the first time, with what the article says."

    def add_arguments(self, parser):
        parser.add_argument(
            "--port", type=int, default=8000, help="The port to serve on (8000 by default)."
        )
        parser.add_argument(
            "--wider",
            action="store_true",
            help="The first time: also agreements of the same field in other countries.",
        )

    def handle(self, *, port, wider, **options):
        check_port(port)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if load_fixtures(WIDER if wider else FIXTURES):
            self.stdout.write("The register was empty and now holds what the article says.")
        if password := make_administrator():
            self.stdout.write(f"Administrator: admin, password: {password} (shown only this once)")
        self.stdout.write(f"The register is at http://{HOST}:{port}/ and is edited at /admin/.")
        self.stdout.flush()
        call_command("runserver", f"{HOST}:{port}", use_reloader=False)


def check_port(port):
    """Raise CommandError where nothing can be served on the port."""
    if not 1 <= port <= HIGHEST_PORT:
        raise CommandError(f"--port must be between 1 and {HIGHEST_PORT}, not {port}.")
    with socket.socket() as probe:
        # As runserver does: a port on which a server has just ended is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
            ) from error


def load_fixtures(names=FIXTURES):
    """Load the fixtures into a register that never held a record; return whether it was one."""
    with transaction.atomic():
        if any(model.objects.exists() for model in tracked_models()) or RefCounter.objects.exists():
            return False
        files = [settings.BASE_DIR / "fixtures" / f"{name}.json" for name in names]
        with edit("manage.py demo", "What the article says, and what others say of the same."):
            call_command("loaddata", *files, verbosity=0)
    return True


def make_administrator():
    """Make an administrator where there is none; return the password, empty where there is one."""
    users = get_user_model().objects
    if users.filter(Q(is_superuser=True) | Q(username="admin")).exists():
        return ""
    password = secrets.token_urlsafe(12)
    users.create_superuser("admin", password=password)
    return password
