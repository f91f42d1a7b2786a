"""The tables as earlier versions of the register had them."""

import pytest


@pytest.fixture(scope="package")
def versions(django_db_setup, django_db_blocker):
    """Return the function that takes the tables to a version, the newest by default.

    It returns what gives the managers of then. Each way takes seconds, so that all tests of this
    folder make one journey between them, and ask the database for nothing while they are away.
    """
    from django.core.management import call_command  # noqa: PLC0415, Django is not ready before
    from django.db import connection  # noqa: PLC0415, as above
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415, as above

    def managers(version=None):
        call_command("migrate", "agreements", *filter(None, [version]), verbosity=0)
        nodes = [("agreements", version)] if version else None
        apps = MigrationExecutor(connection).loader.project_state(nodes).apps
        return lambda model: apps.get_model("agreements", model).objects

    with django_db_blocker.unblock():
        yield managers
        managers()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def at(versions):
    """Return the same function to a module, which finds the tables empty at any version."""
    from django.core.management.color import no_style  # noqa: PLC0415, see versions
    from django.core.management.sql import sql_flush  # noqa: PLC0415, as above
    from django.db import connection  # noqa: PLC0415, as above

    yield versions
    # The command asks for tables of the newest version, too.
    connection.ops.execute_sql_flush(sql_flush(no_style(), connection, allow_cascade=True))
