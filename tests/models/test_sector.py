import pytest
from django.core.exceptions import ValidationError

from tests.factories import SectorFactory
from tests.models.rules import KEPT, outcome, refused


@pytest.mark.django_db
def test_sector_slug_not_empty():
    sector = SectorFactory()

    results = [outcome(sector, slug="forestry"), outcome(sector, slug="")]

    assert results == [KEPT, refused("A sector needs a short name for its address.")]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "08", "082", "0821"])
def test_isced_code_has_two_to_four_digits(code):
    sector = SectorFactory(isced_code=code)

    sector.full_clean()

    assert sector.isced_code == code


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["8", "08a", "٠٨", "082\n"])
def test_isced_code_of_anything_else_is_refused(code):
    sector = SectorFactory.build(isced_code=code)

    with pytest.raises(ValidationError) as raised:
        sector.full_clean()

    assert raised.value.message_dict == {"isced_code": ["Two to four digits."]}


@pytest.mark.django_db
def test_sector_stands_at_its_slug():
    sector = SectorFactory(name="Forestry", slug="forestry")

    shown = (str(sector), sector.get_absolute_url())

    assert shown == ("Forestry", "/sectors/forestry/")


@pytest.mark.django_db
def test_sector_slug_in_lower_case():
    sector = SectorFactory()

    results = [outcome(sector, slug="forestry"), outcome(sector, slug="Forestry")]

    assert results == [KEPT, refused("The short name is written in lower case.")]
