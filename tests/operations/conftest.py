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
