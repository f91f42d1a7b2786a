"""The tables as earlier versions of the register had them."""

import pytest


@pytest.fixture(scope="module")
def at(django_db_setup, django_db_blocker):
    """Return the function that takes the tables to a version, the newest by default.

    It returns what gives the managers of then. Each way takes seconds, so that the tests of a
    module make one journey between them, which ends at the newest version: there the tables are
    emptied after each test.
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
