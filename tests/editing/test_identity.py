"""What is one and the same is here once, and what it is called leads to it."""

import pytest

from agreements.editing.identity import NUMBERED
from agreements.models import Place, RefCounter
from tests.editing.breaks import found
from tests.factories import (
    CitationFactory,
    CountryFactory,
    InstitutionFactory,
    LinkFactory,
    PersonFactory,
    PlaceFactory,
    PublisherFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_second_spelling_of_a_publisher_is_named():
    first, second = PublisherFactory(name="China Daily"), PublisherFactory(name="CHINA DAILY")

    assert found() == [
        (second.get_absolute_url(), f"It looks like {first.ref}: is one of them here twice?")
    ]


@pytest.mark.parametrize("names", [("Çirçiq Daily", "Chirchiq daily"), ("Чирчиқ", "Çirçiq")])
def test_name_that_is_read_in_two_ways_is_one_in_either(names):
    first, second = (PublisherFactory(name=name) for name in names)
    PublisherFactory(name="Shirshiq")

    assert found() == [
        (second.get_absolute_url(), f"It looks like {first.ref}: is one of them here twice?")
    ]


def test_second_record_of_an_institution_is_named():
    first = InstitutionFactory(name="Chongqing College", kind="")
    second = InstitutionFactory(name="chongqing college", kind="")
    InstitutionFactory(name="Chongqing College", kind="", country=CountryFactory(code="KZ"))
    for _body in range(2):
        InstitutionFactory(name="A college, not named", is_named=False, kind="")

    twins = [where for where, sentence in found() if "looks like" in sentence]

    assert twins == [second.get_absolute_url()] != [first.get_absolute_url()]


def test_two_people_of_one_name_are_named():
    first, second = PersonFactory(name="Aliyev"), PersonFactory(name="Алиев")
    CitationFactory(agreement=None, person=first, field="name")
    CitationFactory(agreement=None, person=second, field="name")

    assert found() == [
        (second.get_absolute_url(), f"It looks like {first.ref}: is one of them here twice?")
    ]


def test_second_record_of_a_source_is_named():
    first = SourceFactory(url="https://news.example/1")
    second = SourceFactory(url="https://news.example/1/")
    SourceFactory.create_batch(2, url="")

    assert found() == [
        (second.get_absolute_url(), f"It looks like {first.ref}: is one of them here twice?")
    ]


def test_reprint_of_a_reprint_is_found():
    reprint = SourceFactory(reprints=SourceFactory())
    again = SourceFactory(reprints=reprint)

    assert found() == [
        (again.get_absolute_url(), "It reprints what is a reprint itself: name the original.")
    ]


def test_circle_of_parts_is_found_at_each_of_them():
    first = PlaceFactory()
    second = PlaceFactory(parent=first)
    Place.objects.filter(pk=first.pk).update(parent=second)
    PlaceFactory(parent=second)

    circles = [where for where, sentence in found() if "part of itself" in sentence]

    assert circles == [first.get_absolute_url(), second.get_absolute_url()]


def test_number_of_any_noun_that_has_them_is_counted():
    publisher = PublisherFactory()
    RefCounter.objects.filter(prefix="PB").update(last=0)

    assert found() == [
        (
            publisher.get_absolute_url(),
            "Its number lies beyond the counter and could be given again.",
        )
    ]
    assert set(NUMBERED) == {"AG", "AL", "EV", "IN", "PB", "PE", "PR", "SO"}


def test_circle_of_relations_of_one_kind_is_found_at_each_of_them():
    first, second = LinkFactory(kind="renews"), LinkFactory(kind="amends")
    LinkFactory(from_agreement=first.to_agreement, to_agreement=first.from_agreement, kind="renews")
    LinkFactory(
        from_agreement=second.to_agreement, to_agreement=second.from_agreement, kind="renews"
    )
    LinkFactory(to_agreement=first.from_agreement, kind="renews")

    circles = [where for where, sentence in found() if "come back to it" in sentence]

    assert circles == [
        first.from_agreement.get_absolute_url(),
        first.to_agreement.get_absolute_url(),
    ]


def test_place_or_institution_in_a_place_of_another_country_is_named():
    abroad = PlaceFactory(country=CountryFactory(code="CN"))
    place = PlaceFactory(parent=abroad)
    body = InstitutionFactory(place=abroad)
    InstitutionFactory(place=abroad, country=None)
    PlaceFactory(country=abroad.country, parent=abroad)

    strays = [where for where, sentence in found() if "another country" in sentence]

    assert strays == [place.get_absolute_url(), body.get_absolute_url()]
