"""What tests of the index begin with."""

import pytest


@pytest.fixture(autouse=True)
def blank_indexes():
    """Read what an index of no records holds each time, as the register does."""
