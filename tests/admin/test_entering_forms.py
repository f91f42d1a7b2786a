"""Entering an agreement from its source: what is made of it, cited and refused."""

import pytest
from django.contrib.auth.models import Permission

from agreements.changes.undo import undo
from agreements.models import (
    Agreement,
    Citation,
    Edit,
    Institution,
    Person,
    Place,
    Publisher,
    Sector,
    Source,
)
from tests.admin.forms import filled_in, problems
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    PlaceFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/agreement/add/"
NEW_SOURCE = {
    "source_url": "https://news.example/1",
    "source_publisher": "",
    "source_new_publisher": "Seaside Daily",
    "source_published_on": "2022-09",
    "source_language": "Russian",
}


@pytest.fixture
def typed(admin_client):
    """A form with two parties, of which the second is new, and a citation by a new source."""
    data = filled_in(admin_client.get(ADD)) | NEW_SOURCE
    data |= {"title": "A workshop", "parties-0-institution": InstitutionFactory().pk}
    data |= {f"parties-1-new_{name}": value for name, value in {
        "name": "Seaside College",
        "kind": "vocational_college",
        "country": CountryFactory().pk,
        "place_name": "Harbourtown",
    }.items()}  # fmt: skip
    data |= {"citations-0-claim": "Tells of it.", "citations-0-locator": "the end"}
    return data | {"citations-0-field": ["kind", "status"], "parties-1-is_cited": "on"}


def cited(**about):
    """Return the fields that citations of a record bear on, in their order."""
    return list(Citation.objects.filter(**about).values_list("field", flat=True).order_by("pk"))


def count():
    models = (Agreement, Institution, Place, Publisher, Source, Sector, Person, Citation)
    return [model.objects.count() for model in models]


def test_one_form_makes_what_is_new_and_cites_it(admin_client, typed):
    response = admin_client.post(ADD, typed)

    college = Institution.objects.get(name="Seaside College")
    source = Source.objects.get()
    assert response.status_code == 302
    assert (str(source), source.language, str(source.published)) == (
        "Seaside Daily, news.example",
        "ru",
        "September 2022",
    )
    assert cited(agreement=Agreement.objects.get()) == ["kind", "status", "parties"]
    assert Citation.objects.get(field="parties").party.institution == college
    assert cited(institution=college) == ["name", "kind", "place", "country"]
    assert cited(place=college.place) == ["name", "country"]
    assert set(Citation.objects.values_list("source", "claim", "locator")) == {
        (source.pk, "Tells of it.", "the end")
    }
    assert Edit.objects.filter(who="admin").count() == 1


@pytest.mark.parametrize(
    "address",
    ["http://www.news.example/1/", "news.example/1?utm_source=letter", "https://news.example/1#a"],
)
def test_known_address_is_the_source_that_stands_there(admin_client, typed, address):
    known = SourceFactory(url="https://news.example/1")

    response = admin_client.post(ADD, typed | {"source_url": address})

    assert response.status_code == 302
    assert set(Citation.objects.values_list("source", flat=True)) == {known.pk}


def test_chosen_source_is_cited(admin_client, typed):
    known = SourceFactory()

    admin_client.post(ADD, typed | dict.fromkeys(NEW_SOURCE, "") | {"source": known.pk})

    assert set(Citation.objects.values_list("source", flat=True)) == {known.pk}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"source_language": "Elvish"}, "A language is written as BCP 47 has it"),
        ({"source_language": ""}, "This field cannot be blank."),
        ({"source_url": "https://10.0.0.1/"}, "Only one's own network has this address"),
        ({"source_published_on": "9/30/2022"}, "source_published_on"),
        ({"source_new_publisher": ""}, "This field cannot be null."),
        ({"parties-1-new_country": ""}, "A new place needs its country."),
        ({"parties-1-new_name": "\u200b"}, "parties-1-new_name"),
        ({"parties-1-new_name": ""}, "Choose an institution, or enter a new one."),
        ({"new_sectors": "物流"}, "A new sector needs a name in Latin letters"),
        ({"citations-0-claim": "", "citations-0-locator": ""}, "parties-1-is_cited"),
        ({"citations-0-stance": "bears"}, "Only a citation that supports what it tells"),
        (dict.fromkeys(NEW_SOURCE, ""), "Say which source, here or at the top of the form."),
        ({"citations-0-is_new_person": "on"}, "Name the speaker, and choose no person for it."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_half_made(admin_client, typed, changed, sentence):
    before = count()

    response = admin_client.post(ADD, typed | changed)

    assert (response.status_code, "errornote" in problems(response)) == (200, True)
    assert sentence in problems(response)
    assert count() == before


def test_names_that_are_much_alike_are_asked_about_at_once(admin_client, typed):
    college = InstitutionFactory(name="Seaside  Colledge")
    PlaceFactory(name="Harbourtown")
    PublisherFactory(name="seaside daily")
    SectorFactory(name="Logistics")
    SectorFactory(name="Forestry")
    before = count()

    response = admin_client.post(ADD, typed | {"new_sectors": "logistic"})

    asked = {one.parameter for one in response.context["questions"]}
    assert asked == {
        "source_new_publisher",
        "new_sectors-0",
        "parties-1-new_name",
        "parties-1-new_place_name",
    }
    assert f"the same as {college} – vocational college, Uzbekistan – {college.ref}" in problems(
        response
    )
    assert count() == before


def test_answers_are_followed(admin_client, typed):
    college = InstitutionFactory(name="Seaside colege")
    PlaceFactory(name="Harbourtown")
    answers = {"same-parties-1-new_name": college.pk}
    answers["same-parties-1-new_place_name"] = "new Harbourtown"

    response = admin_client.post(ADD, typed | answers)

    assert response.status_code == 302
    assert Agreement.objects.get().parties.last().institution == college
    assert Place.objects.filter(name="Harbourtown").count() == 2
    assert cited(institution=college) == []


def test_answer_to_another_name_is_none(admin_client, typed):
    InstitutionFactory(name="Seaside colege")

    response = admin_client.post(ADD, typed | {"same-parties-1-new_name": "new Hilltop College"})

    assert (response.status_code, Agreement.objects.count()) == (200, 0)


def test_new_place_of_two_bodies_is_made_once(admin_client, typed):
    typed["parties-0-institution"] = ""
    for name in ("kind", "country", "place_name"):
        typed[f"parties-0-new_{name}"] = typed[f"parties-1-new_{name}"]

    admin_client.post(ADD, typed | {"parties-0-new_name": "Hilltop University"})

    assert Place.objects.get().institutions.count() == 2


def test_speaker_is_made_a_person(admin_client, typed):
    typed |= {"citations-0-speaker": "A. Rector", "citations-0-is_new_person": "on"}

    admin_client.post(ADD, typed)

    person = Person.objects.get()
    assert (person.name, cited(person=person)) == ("A. Rector", ["name"])
    assert set(Citation.objects.values_list("speaker_person", flat=True)) == {person.pk}


def test_form_that_is_sent_twice_makes_everything_once(admin_client, typed):
    admin_client.post(ADD, typed)
    once = count()

    admin_client.post(ADD, typed)

    assert count() == once


def test_all_that_one_form_made_is_undone_at_once(admin_client, typed):
    before = count()
    admin_client.post(ADD, typed | {"new_sectors": "Harbour logistics"})

    undo(Edit.objects.get(who="admin"), who="admin", why="It was a rumour.")

    assert count() == before


def test_name_in_one_word_is_that_of_several_letters(admin_client, typed):
    InstitutionFactory(name="ZTE")

    response = admin_client.post(ADD, typed | {"parties-1-new_name": "Z.T.E."})

    assert [one.parameter for one in response.context["questions"]] == ["parties-1-new_name"]


def test_editor_without_the_right_makes_no_new_record(client, django_user_model, typed):
    editor = django_user_model.objects.create_user("clerk", is_staff=True)
    nouns = ("agreement", "party", "citation", "source")
    rights = [f"{verb}_{noun}" for noun in nouns for verb in ("add", "view")]
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(editor)
    before = count()

    response = client.post(ADD, typed)

    assert "You may not enter a new record of this kind: publisher." in problems(response)
    assert count() == before
