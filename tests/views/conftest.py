"""Registers that several tests of pages begin with."""

import pytest


@pytest.fixture
def corridor(db):
    """A college that has agreements with bodies in three other countries."""
    from tests.views.corridor import write_corridor  # noqa: PLC0415, Django is not ready before

    return write_corridor()
