from datetime import UTC, date, datetime

import pytest

from agreements.models import Agreement
from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory
from tests.models.rules import DAYS, KEPT, outcome, refused


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_agreement_signed_on_within_precision(on, precision, expected):
    agreement = AgreementFactory()

    result = outcome(agreement, signed_on=on, signed_precision=precision)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stands_for", "expected"),
    [
        (1, KEPT),
        (11, KEPT),
        (2_147_483_647, KEPT),
        (0, refused("A record stands for at least one agreement.")),
        (-1, refused("A record stands for at least one agreement.")),
    ],
)
def test_agreement_stands_for_one_or_more(stands_for, expected):
    agreement = AgreementFactory()

    result = outcome(agreement, stands_for=stands_for)

    assert result == expected


@pytest.mark.django_db
def test_party_once_per_institution():
    party = PartyFactory()
    other = PartyFactory(agreement=party.agreement)

    results = [
        outcome(other, institution=InstitutionFactory()),
        outcome(other, institution=party.institution),
    ]

    assert results == [KEPT, refused("This institution is already a party.")]


@pytest.mark.django_db
def test_institution_is_party_to_two_agreements():
    party = PartyFactory()

    result = outcome(
        PartyFactory.build(agreement=AgreementFactory()), institution=party.institution
    )

    assert result == KEPT


@pytest.mark.django_db
def test_parties_are_listed_by_position():
    agreement = AgreementFactory()
    second = PartyFactory(agreement=agreement, position=2)
    first = PartyFactory(agreement=agreement, position=1)
    third = PartyFactory(agreement=agreement, position=2)

    parties = list(agreement.parties.all())

    assert parties == [first, second, third]


@pytest.mark.django_db
def test_party_is_written_with_its_role():
    party = PartyFactory(institution__name="Forest College", role="host")

    written = str(party)

    assert written == "Forest College (Host)"


@pytest.mark.django_db
def test_agreements_without_a_day_come_last():
    undated = AgreementFactory()
    older = AgreementFactory(signed_on=date(2024, 9, 24))
    newer = AgreementFactory(signed_on=date(2025, 1, 1))
    same_day = AgreementFactory(signed_on=date(2025, 1, 1))

    by_default = list(Agreement.objects.all())
    newest_first = list(Agreement.objects.order_by_signed())
    oldest_first = list(Agreement.objects.order_by_signed(newest_first=False))

    assert by_default == [same_day, newer, older, undated]
    assert newest_first == [same_day, newer, older, undated]
    assert oldest_first == [older, newer, same_day, undated]


@pytest.mark.django_db
def test_agreements_are_ordered_by_their_last_edit():
    agreements = AgreementFactory.create_batch(3)
    for agreement, day in zip(agreements, (2, 3, 1), strict=True):
        edited = datetime(2025, 1, day, tzinfo=UTC)
        Agreement.objects.filter(pk=agreement.pk).update(updated_at=edited)

    newest_first = list(Agreement.objects.order_by_updated())
    oldest_first = list(Agreement.objects.order_by_updated(newest_first=False))

    assert newest_first == [agreements[1], agreements[0], agreements[2]]
    assert oldest_first == [agreements[2], agreements[0], agreements[1]]


@pytest.mark.django_db
@pytest.mark.parametrize(("numbers", "total"), [([], 0), ([1], 1), ([1, 1, 11], 13)])
def test_agreements_stood_for_are_summed(numbers, total):
    for number in numbers:
        AgreementFactory(stands_for=number)

    counted = Agreement.objects.count_stood_for()

    assert counted == total


@pytest.mark.django_db
def test_agreement_stands_at_its_ref():
    agreement = AgreementFactory(title="Forestry courses")

    shown = (str(agreement), agreement.get_absolute_url())

    assert shown == ("Forestry courses", "/agreements/AG-0001/")
