"""What tests of the admin start from."""

import pytest


@pytest.fixture
def agreement(db):
    """An agreement of two parties with one citation."""
    from tests.factories import (  # noqa: PLC0415, Django is not ready before pytest_configure
        AgreementFactory,
        CitationFactory,
        PartyFactory,
    )

    agreement = AgreementFactory(title="A college")
    PartyFactory(agreement=agreement)
    PartyFactory(agreement=agreement)
    CitationFactory(agreement=agreement)
    return agreement
