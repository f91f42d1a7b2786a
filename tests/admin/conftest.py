"""Records that several tests of the admin begin with."""

import pytest


@pytest.fixture
def event(db):
    """An event whose day one publisher states, and another disputes."""
    from agreements.models import Event  # noqa: PLC0415, Django is not ready before pytest_configure
    from tests.admin.settle_pages import say  # noqa: PLC0415, as above
    from tests.factories import EventFactory  # noqa: PLC0415, as above

    event = EventFactory(name="A conference", first_on="2025-06-13")
    say(event, "Daily", "supports")
    say(event, "Weekly", "disputes", "14 June 2025")
    return Event.objects.get()
