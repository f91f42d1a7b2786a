from datetime import date

import pytest

from agreements.models import Alliance
from tests.factories import AllianceFactory, InstitutionFactory, MembershipFactory
from tests.models.rules import DAYS, KEPT, outcome, refused


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_alliance_launched_on_within_precision(on, precision, expected):
    alliance = AllianceFactory()

    result = outcome(alliance, launched_on=on, launched_precision=precision)

    assert result == expected


@pytest.mark.django_db
def test_membership_once_per_institution():
    membership = MembershipFactory()
    other = MembershipFactory(alliance=membership.alliance)

    results = [
        outcome(other, institution=InstitutionFactory()),
        outcome(other, institution=membership.institution),
    ]

    assert results == [KEPT, refused("This institution is already in the alliance.")]


@pytest.mark.django_db
def test_institution_is_in_two_alliances():
    membership = MembershipFactory()
    another = MembershipFactory.build(alliance=AllianceFactory())

    result = outcome(another, institution=membership.institution)

    assert result == KEPT


@pytest.mark.django_db
def test_alliances_without_a_day_come_last():
    undated = AllianceFactory()
    older = AllianceFactory(launched_on=date(2023, 1, 1))
    newer = AllianceFactory(launched_on=date(2024, 9, 24))

    alliances = list(Alliance.objects.all())

    assert alliances == [newer, older, undated]


@pytest.mark.django_db
@pytest.mark.parametrize("members", [0, 1, 3])
def test_rows_of_alliances_count_their_members(members):
    alliance = AllianceFactory()
    MembershipFactory.create_batch(members, alliance=alliance)
    MembershipFactory()

    row = Alliance.objects.for_rows().get(pk=alliance.pk)

    assert row.member_count == members


@pytest.mark.django_db
def test_membership_is_written_with_its_role():
    membership = MembershipFactory(institution__name="Forest College", role="vice_chair")

    written = str(membership)

    assert written == "Forest College (Vice-chair)"


@pytest.mark.django_db
def test_alliance_stands_at_its_ref():
    alliance = AllianceFactory(name="The alliance")

    shown = (str(alliance), alliance.get_absolute_url())

    assert shown == ("The alliance", "/alliances/AL-0001/")
