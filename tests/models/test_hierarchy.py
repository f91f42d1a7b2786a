"""What is a part of something is not, by any way, a part of itself."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models.hierarchy import above
from tests.factories import EventFactory, InstitutionFactory, PlaceFactory

pytestmark = pytest.mark.django_db

LINKS = [(InstitutionFactory, "parent"), (PlaceFactory, "parent"), (EventFactory, "part_of")]


@pytest.mark.parametrize(("factory", "field"), LINKS)
def test_circle_is_refused_at_the_link_that_closes_it(factory, field):
    whole = factory()
    part = factory(**{field: factory(**{field: whole})})

    setattr(whole, field, part)
    with pytest.raises(ValidationError) as refused:
        whole.full_clean()

    assert refused.value.message_dict == {
        field: ["This is a part of the record itself: they would lie in each other."]
    }
    assert type(part).objects.get(pk=part.pk).full_clean() is None


def test_circle_that_is_there_already_is_walked_once():
    first = InstitutionFactory()
    second = InstitutionFactory(parent=first)
    first.parent = second
    first.save()

    assert list(above(first, "parent")) == [second, first]
