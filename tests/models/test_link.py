"""What an agreement does to an earlier one, and what no agreement can do."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from agreements.models import Link
from tests.factories import AgreementFactory, LinkFactory
from tests.models.rules import KEPT, outcome, refused

pytestmark = pytest.mark.django_db


def test_link_once_per_pair_and_kind():
    link = LinkFactory(kind="renews")
    pair = {"from_agreement": link.from_agreement, "to_agreement": link.to_agreement}
    other = LinkFactory.build(**pair)

    results = [outcome(other, kind="amends"), outcome(other, kind="renews")]

    assert results == [KEPT, refused("This relation between the two is already here.")]


def test_link_to_another():
    link, other = LinkFactory(), AgreementFactory()

    results = [
        outcome(link, to_agreement=other),
        outcome(link, to_agreement=link.from_agreement),
    ]

    assert results == [KEPT, refused("An agreement has no relation to itself.")]


def test_link_to_itself_is_refused_once():
    agreement = AgreementFactory()

    with pytest.raises(ValidationError) as problem:
        Link(from_agreement=agreement, to_agreement=agreement, kind="renews").full_clean()

    assert problem.value.message_dict == {
        "to_agreement": ["An agreement has no relation to itself."]
    }


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_circle_of_one_kind_is_refused_at_the_link_that_closes_it(steps):
    chain = AgreementFactory.create_batch(steps + 1)
    for later, earlier in pairwise(chain):
        LinkFactory(from_agreement=later, to_agreement=earlier, kind="renews")
    closing = {"from_agreement": chain[-1], "to_agreement": chain[0]}

    with pytest.raises(ValidationError) as problem:
        Link(**closing, kind="renews").full_clean()

    assert problem.value.message_dict == {
        "to_agreement": [
            "By other relations of this kind, that one goes back to this agreement itself."
        ]
    }
    assert Link(**closing, kind="amends").full_clean() is None


def test_link_that_is_edited_closes_no_circle_with_its_former_self():
    link = LinkFactory()

    link.from_agreement, link.to_agreement = link.to_agreement, link.from_agreement

    assert link.full_clean() is None


@pytest.mark.parametrize(
    ("kind", "forward", "backward"),
    [
        ("implements", "Implements AG-0002", "Implemented by AG-0001"),
        ("renews", "Renews AG-0002", "Renewed by AG-0001"),
        ("amends", "Amends AG-0002", "Amended by AG-0001"),
        ("replaces", "Replaces AG-0002", "Replaced by AG-0001"),
    ],
)
def test_link_is_a_sentence_in_both_directions(kind, forward, backward):
    link = LinkFactory(kind=kind)

    assert (str(link), link.forward, link.backward) == (forward, forward, backward)


def test_agreement_stays_while_another_is_linked_to_it():
    link = LinkFactory()

    with pytest.raises(ProtectedError):
        link.to_agreement.delete()
    link.from_agreement.delete()

    assert Link.objects.count() == 0


def test_links_at_an_agreement_are_those_of_both_directions_its_own_first():
    agreement = AgreementFactory()
    back, forward = LinkFactory(to_agreement=agreement), LinkFactory(from_agreement=agreement)
    LinkFactory()

    assert list(Link.objects.at(agreement)) == [forward, back]
