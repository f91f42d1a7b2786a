import pytest

from agreements.models import Institution
from tests.factories import InstitutionFactory
from tests.models.rules import KEPT, outcome, refused


@pytest.mark.django_db
def test_institution_belongs_to_another():
    institution = InstitutionFactory()

    results = [
        outcome(institution, parent=None),
        outcome(institution, parent=InstitutionFactory()),
        outcome(institution, parent=institution),
    ]

    assert results == [KEPT, KEPT, refused("An institution cannot belong to itself.")]


@pytest.mark.django_db
def test_named_leaves_out_bodies_without_a_name():
    named = InstitutionFactory()
    InstitutionFactory(is_named=False)

    institutions = list(Institution.objects.named())

    assert institutions == [named]


@pytest.mark.django_db
def test_institutions_of_one_name_are_ordered_by_their_age():
    first = InstitutionFactory(name="A local college")
    second = InstitutionFactory(name="A LOCAL college")

    rising = list(Institution.objects.order_by_name())
    falling = list(Institution.objects.order_by_name(descending=True))

    assert rising == [first, second]
    assert falling == [second, first]


@pytest.mark.django_db
def test_institution_stands_at_its_ref():
    institution = InstitutionFactory(name="Forest College")

    shown = (str(institution), institution.get_absolute_url())

    assert shown == ("Forest College", "/institutions/IN-0001/")
