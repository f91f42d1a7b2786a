import inspect
import os

import pytest

from tests.conftest import skip_without


@pytest.fixture(autouse=True)
def programs_of_postgresql(db):
    """Skip the test on PostgreSQL where its client programs are missing."""
    from django.db import connection  # noqa: PLC0415, Django is not ready before

    if connection.vendor == "postgresql":
        there = [os.path.join(folder, "pg_dump") for folder in os.environ["PATH"].split(":")]
        skip_without("postgresql-client", is_there=any(map(os.path.exists, there)))


@pytest.fixture
def other_databases(db, monkeypatch):
    """Let a test open databases that Django gets to know only within it."""
    from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: PLC0415, as above

    kept_to_own = inspect.getclosurevars(BaseDatabaseWrapper.ensure_connection)
    real = kept_to_own.nonlocals["real_ensure_connection"]
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", real)
