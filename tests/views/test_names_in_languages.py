"""Pages call records by their names in the language of the page."""

import re

import pytest
from django.utils.html import escape

from agreements.language_paths import OTHERS, in_language
from agreements.models import (
    Agreement,
    Alliance,
    Event,
    Institution,
    Name,
    Person,
    Place,
    Project,
    Sector,
)
from agreements.models.name import name_language
from tests.factories import InstitutionFactory, NameFactory
from tests.folded import fold_everything
from tests.views.connected import hub, tie

pytestmark = pytest.mark.django_db

TITLE = re.compile('class="record-title"><a [^>]*><bdi( lang="en")?>([^<]*)</bdi>')
LANGUAGES = {code: name_language(code) for code in OTHERS}
NAMED = (Agreement, Alliance, Event, Institution, Person, Place, Project, Sector)


@pytest.fixture
def records():
    """One record of each noun, tied to others, all with a name in each language."""
    records = hub()
    for number in range(3):
        tie(records, number)
    for model in NAMED:
        noun = model._meta.model_name
        Name.objects.bulk_create(
            Name(**{noun: record}, language=tag, text=called(record, code), kind="official")
            for record in model.objects.all()
            for code, tag in LANGUAGES.items()
        )
    return records


def called(record, code):
    return f"{code} {record._meta.model_name} {record.pk}"


def told(client, address, language):
    return client.get(in_language(address, language)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_each_record_is_headed_by_its_name_with_its_own_beside_it(
    client, records, language
):
    for record in records.values():
        # A place stands on the page of its country.
        if isinstance(record, NAMED) and not isinstance(record, Place):
            page = told(client, record.get_absolute_url(), language)
            assert f"<h1><bdi>{called(record, language)}</bdi></h1>" in page
            assert f'<p class="soft"><bdi lang="en">{escape(record.own_title)}</bdi>' in page


@pytest.mark.parametrize(
    ("address", "models"),
    [
        ("/", (Agreement, Institution, Sector)),
        ("/agreements/", (Agreement, Institution, Sector, Alliance, Event)),
        ("/agreements/AG-0001/", (Agreement, Institution, Sector, Project)),
        ("/agreements/?view=charts", (Sector,)),
        ("/agreements/?sector=forestry", (Sector,)),
        ("/institutions/", (Institution, Place)),
        ("/institutions/IN-0001/", (Institution, Agreement, Event, Project)),
        ("/alliances/", (Alliance,)),
        ("/alliances/AL-0001/", (Alliance, Institution, Agreement)),
        ("/events/", (Event, Place)),
        ("/events/EV-0002/", (Event, Place, Agreement)),
        ("/people/", (Person,)),
        ("/projects/", (Project, Place)),
        ("/sectors/", (Sector,)),
        ("/sectors/forestry/", (Sector, Agreement)),
        ("/countries/UZ/", (Agreement, Institution, Place)),
        ("/coverage/", (Event,)),
        ("/search/?q=college", (Agreement, Institution)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_page_calls_records_by_their_names(client, records, address, models):
    fold_everything()

    pages = {code: told(client, address, code) for code in LANGUAGES}

    for model in models:
        name = model._meta.model_name
        assert {code: f"{code} {name} " in pages[code] for code in LANGUAGES} == dict.fromkeys(
            LANGUAGES, True
        ), name


def test_english_pages_keep_own_names(client, records):
    page = told(client, "/agreements/", "en")

    assert [f"{code} agreement " in page for code in LANGUAGES] == [False for _code in LANGUAGES]
    assert records["agreement"].own_title in page


def test_name_that_is_written_is_on_the_next_page_and_among_its_filters(client, records):
    sector = Sector.objects.get(slug="forestry")
    told(client, "/agreements/", "ru")
    sector.names.filter(language="ru").update(text="Лесное хозяйство")

    page = told(client, "/agreements/", "ru")

    assert "Лесное хозяйство" in page
    assert called(sector, "ru") not in page


def test_own_name_where_there_is_no_other_says_its_language(client, records):
    records["agreement"].names.filter(language="ru").delete()

    page = told(client, records["agreement"].get_absolute_url(), "ru")

    assert f'<h1><bdi lang="en">{escape(records["agreement"].own_title)}</bdi></h1>' in page


@pytest.mark.parametrize("address", ["/agreements/AG-0001/", "/institutions/", "/countries/UZ/"])
def test_names_that_are_only_heard_say_their_language(client, register, address):
    page = told(client, address, "ru")

    assert re.findall(r'"visually-hidden"> · ([^<]*[A-Za-z][^<]*)<', page) == []
    assert re.search('"visually-hidden"> · <bdi lang="en">', page)


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("ru", ("Ёлка", "Жук", "Ель"), ["Ёлка", "Ель", "Жук", "Plant"]),
        ("uz", ("Shahar", "Oʻrik", "Zavod"), ["Zavod", "Oʻrik", "Shahar", "Plant"]),
        ("zh-hans", ("重庆", "乌兹别克斯坦", "北京"), ["北京", "重庆", "乌兹别克斯坦", "Plant"]),
    ],
)
@pytest.mark.parametrize("sort", ["name", "-name"])
def test_lists_stand_by_the_alphabet_of_the_language(client, language, names, expected, sort):
    InstitutionFactory(name="Plant")
    for number, text in enumerate(names):
        institution = InstitutionFactory(name=f"College {number}")
        NameFactory(institution=institution, language=LANGUAGES[language], text=text)

    page = told(client, f"/institutions/?sort={sort}", language)
    data = client.get(f"/institutions.json?sort={sort}&lang={language}").json()["items"]

    step = -1 if sort == "-name" else 1
    assert [name for _lang, name in TITLE.findall(page)] == expected[::step]
    own = ["College 0", "College 1", "College 2", "Plant"]
    assert [record["name"] for record in data] == own[::step]
