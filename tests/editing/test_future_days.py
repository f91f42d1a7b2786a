"""The future is for what is planned, and for what was agreed on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.editing.future_days import future_problem
from tests.editing.breaks import found
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    ProjectFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

TOO_EARLY = "This day is in the future: only what is planned has its day there."
TOO_FAR = "This day is more than ten years ahead: nothing is planned for then."
SOON = timezone.localdate() + timedelta(days=60)
FAR = date(2099, 1, 1)


@pytest.mark.parametrize(
    ("factory", "values", "expected"),
    [
        (AgreementFactory, {"status": "signed", "signed_on": SOON}, TOO_EARLY),
        (AgreementFactory, {"status": "planned", "signed_on": SOON}, None),
        (AgreementFactory, {"status": "planned", "signed_on": FAR}, TOO_FAR),
        (AgreementFactory, {"status": "signed", "starts_on": SOON}, None),
        (AgreementFactory, {"status": "signed", "ends_on": FAR}, None),
        (ProjectFactory, {"status": "operating", "started_on": SOON}, TOO_EARLY),
        (ProjectFactory, {"status": "planned", "started_on": SOON}, None),
        (EventFactory, {"first_on": SOON}, None),
        (EventFactory, {"first_on": FAR}, TOO_FAR),
        (AllianceFactory, {"launched_on": SOON}, TOO_EARLY),
        (SourceFactory, {"published_on": SOON}, TOO_EARLY),
        (SourceFactory, {"read_on": SOON}, TOO_EARLY),
        (FigureFactory, {"as_of": SOON}, TOO_EARLY),
    ],
)
def test_only_what_is_planned_or_agreed_on_lies_ahead(factory, values, expected):
    record = factory.build(**values)
    *_others, field = values

    problem = future_problem(record, field)

    assert problem == expected


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_day_that_has_begun_somewhere_on_earth_is_no_future(days):
    source = SourceFactory.build(published_on=timezone.localdate() + timedelta(days=days))

    assert future_problem(source, "published_on") is None


def test_day_in_the_future_is_named_at_its_record():
    source = SourceFactory(read_on=SOON)
    alliance = AllianceFactory()
    figure = FigureFactory(alliance=alliance, as_of=SOON)
    CitationFactory(agreement=None, alliance=alliance, field="name")
    CitationFactory(agreement=None, alliance=alliance, field="figures", figure=figure)

    assert found() == [
        (source.get_absolute_url(), TOO_EARLY),
        (alliance.get_absolute_url(), TOO_EARLY),
    ]
