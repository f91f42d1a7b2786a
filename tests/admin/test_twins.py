"""What is likely to be here already is named with a link, and saved if one presses again."""

import pytest

from agreements.models import Institution, Source
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/institution/add/"
SENTENCE = "It looks like a record that is here already. If it is another one, save again."


def entered(admin_client, **values):
    """Return the filled-in form of a new institution of Uzbekistan."""
    data = filled_in(admin_client.get(ADD)) | {"country": CountryFactory().pk}
    del data["is_named"]
    return data | values


@pytest.mark.parametrize(
    "name",
    ["ZTE", "zte", "中兴", "Çirçiq ZTE", "Chirchiq ZTE"],
    ids=["same", "small", "other name", "new letters", "old letters"],
)
def test_name_that_is_here_is_saved_at_the_second_press(admin_client, name):
    first = InstitutionFactory(name="ZTE")
    NameFactory(institution=first, text="中兴", language="zh-Hans")
    NameFactory(institution=first, text="Çirçiq ZTE", language="uz-Latn")
    data = entered(admin_client, name=name, is_named="on")

    warned = admin_client.post(ADD, data)
    count = Institution.objects.count()
    saved = admin_client.post(ADD, data | {"not_the_same": [first.pk]})

    page = problems(warned)
    assert (warned.status_code, count, SENTENCE in page) == (200, 1, True)
    assert f'href="{change(first)}"' in page
    assert f'name="not_the_same" value="{first.pk}"' in page
    assert (saved.status_code, Institution.objects.count()) == (302, 2)


def test_body_of_another_country_or_without_a_name_is_no_twin(admin_client):
    InstitutionFactory(name="Ministry of Education", country=CountryFactory(code="CN"))
    InstitutionFactory(name="A college", is_named=False)

    statuses = [
        admin_client.post(ADD, entered(admin_client, **values)).status_code
        for values in ({"name": "Ministry of Education", "is_named": "on"}, {"name": "A college"})
    ]

    assert statuses == [302, 302]


def test_place_and_source_that_are_here_are_named(admin_client):
    place, source = PlaceFactory(name="Tianjin"), SourceFactory(url="https://news.example/1/")
    add = "/admin/agreements/{}/add/"
    twins = {
        "place": {"name": "tianjin", "country": place.country_id},
        "source": {
            "title": "Other",
            "language": "en",
            "publisher": source.publisher_id,
            "url": "https://news.example/1",
        },
    }

    pages = [
        problems(
            admin_client.post(
                add.format(noun), filled_in(admin_client.get(add.format(noun))) | values
            )
        )
        for noun, values in twins.items()
    ]

    assert [SENTENCE in page for page in pages] == [True, True]
    assert Source.objects.count() == 1


def test_record_that_keeps_its_name_is_not_asked_about(admin_client):
    InstitutionFactory(name="ZTE")
    second = InstitutionFactory(name="ZTE")
    data = filled_in(admin_client.get(change(second))) | {"summary": "Another one."}

    response = admin_client.post(change(second), data)

    assert response.status_code == 302
