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


@pytest.fixture
def proposal(agreement):
    """A proposal about the day of an agreement."""
    from tests.admin.proposal_pages import URL  # noqa: PLC0415, as above
    from tests.factories import ProposalFactory  # noqa: PLC0415, as above

    agreement.signed_on = "2025-06-13"
    agreement.save()
    return ProposalFactory(
        address=agreement.ref,
        field="signed_on",
        value="13 June 2025",
        right="14 June 2025",
        source_url=URL,
        contact="reader@college.example",
    )
