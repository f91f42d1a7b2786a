"""Migrates as Django does, and leaves no database without the triggers that log its changes."""

from django.core.management.commands import migrate
from django.db import connections

from agreements.changes import triggers


class Command(migrate.Command):
    """Puts the triggers back where a migration fails; where it succeeds, new ones are made."""

    def handle(self, *args, **options):
        connection = connections[options["database"]]
        before = triggers.definitions(connection)
        try:
            return super().handle(*args, **options)
        except BaseException:
            triggers.put_back(connection, before)
            raise
