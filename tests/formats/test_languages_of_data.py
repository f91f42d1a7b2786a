"""Data tells its labels in the language that is asked for; columns and codes stay as they are."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from agreements.language_paths import OWN_NAMES
from agreements.models import Name
from agreements.tables import table
from agreements.views import downloads
from tests.factories import CountryFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

LABELS = {"en": "Uzbekistan", "ru": "Узбекистан", "uz": "Oʻzbekiston", "zh-hans": "乌兹别克斯坦"}
TAGS = {"ru": "ru", "uz": "uz-Latn", "zh-hans": "zh-Hans"}


@pytest.fixture
def college(db):
    """Return a college in a country that has a name in each language."""
    country = CountryFactory(code="UZ", name=LABELS["en"])
    for language, tag in TAGS.items():
        Name.objects.create(country=country, language=tag, text=LABELS[language])
    Name.objects.create(country=country, language="ru", text="РУз", kind=Name.Kind.SHORT)
    return InstitutionFactory(country=country)


def rows(response):
    body = b"".join(response) if response.streaming else response.content
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("language", OWN_NAMES)
def test_names_of_countries_are_in_the_language_asked_for(client, college, language):
    response = client.get(f"/institutions.csv?lang={language}&columns=country,country_name")
    counted = client.get(f"/institutions.json?lang={language}&facets=country").json()

    assert rows(response) == [{"country": "UZ", "country_name": LABELS[language]}]
    assert response.headers["Content-Language"] == language
    assert counted["facets"]["country"] == [{"value": "UZ", "label": LABELS[language], "count": 1}]


def test_record_is_told_in_the_language_asked_for(client, college):
    response = client.get("/institutions/IN-0001.json?lang=ru")

    assert response.json()["institution"]["country_name"] == "Узбекистан"
    assert response.headers["Content-Language"] == "ru"
    assert client.get("/institutions/in-1.json").status_code == 404
    led = client.get("/institutions/in-0001.json?lang=ru").headers["Location"]
    assert led == "/institutions/IN-0001.json?lang=ru"


def test_language_may_be_written_in_capitals(client, college):
    assert client.get("/institutions.csv?lang=ZH-Hans").headers["Content-Language"] == "zh-hans"


def test_data_is_english_whatever_a_browser_wants(client, college):
    response = client.get("/institutions.csv", headers={"accept-language": "ru"})

    assert rows(response)[0]["country_name"] == "Uzbekistan"
    assert response.headers["Content-Language"] == "en"


def test_file_that_is_sent_in_parts_keeps_its_language(client, college, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_WHOLE", 1)
    monkeypatch.setattr(table, "CHUNK", 1)
    InstitutionFactory(country=college.country)

    response = client.get("/institutions.csv?lang=ru")

    assert response.streaming
    assert {row["country_name"] for row in rows(response)} == {"Узбекистан"}


def test_workbook_tells_its_labels_and_its_columns_stay(client, college):
    response = client.get("/institutions.xlsx?lang=ru")

    body = b"".join(response)
    with ZipFile(BytesIO(body)) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist()}
    whole = "".join(sheets.values())
    assert ("Узбекистан" in whole, "country_name" in whole) == (True, True)


@pytest.mark.parametrize("address", ["/institutions.csv", "/institutions/IN-0001.json"])
@pytest.mark.parametrize("asked", ["de", "ru-RU", "xx", "%00"])
def test_language_that_there_is_not_is_refused_with_those_that_there_are(
    client, college, address, asked
):
    response = client.get(f"{address}?lang={asked}")

    [error] = response.json()["errors"]
    assert (response.status_code, error["parameter"]) == (400, "lang")
    assert error["detail"].endswith("is no language of this register: it has en, zh-hans, uz, ru.")
    assert response.headers["Content-Language"] == "en"


def test_two_languages_at_once_are_refused(client, college):
    response = client.get("/institutions.csv?lang=ru&lang=uz")

    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "lang")


def test_copies_in_two_languages_have_two_tags(client, college):
    tags = [client.get(f"/institutions.csv?lang={language}").headers["ETag"] for language in TAGS]

    assert len(set(tags)) == len(TAGS)


def test_list_is_cited_by_one_sum_in_every_language(client, college):
    sums = {
        json.loads(client.get(f"/institutions.csl.json?lang={code}").content)[0]["note"][-64:]
        for code in OWN_NAMES
    }

    assert len(sums) == 1


def test_feed_has_one_id_and_leads_to_itself(client, college):
    english, russian = (
        client.get(f"/institutions.atom?lang={code}").content.decode() for code in ("en", "ru")
    )

    address = "http://testserver/institutions.atom"
    assert 'xml:lang="ru"' in russian
    assert f"<id>{address}</id>" in english
    assert f"<id>{address}</id>" in russian
    assert f'rel="self" type="application/atom+xml" href="{address}?lang=ru"' in russian


def test_following_page_is_in_the_same_language(client, college):
    InstitutionFactory(country=college.country)

    first = client.get("/institutions.json?lang=ru&page_size=1").json()

    following = client.get(first["next"].removeprefix("http://testserver"))
    assert "lang=ru" in first["next"]
    assert following.json()["items"][0]["country_name"] == "Узбекистан"


def test_language_is_told_of_in_the_description_of_the_api(client):
    paths = client.get("/openapi.json").json()["paths"]

    for path in ("/institutions.csv", "/institutions/{id}.json"):
        [told] = [one for one in paths[path]["get"]["parameters"] if one["name"] == "lang"]
        assert told["schema"] == {"type": "string", "enum": list(OWN_NAMES), "default": "en"}
