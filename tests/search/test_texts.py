"""The folded names are what the records are called now, whoever wrote them."""

from time import monotonic

import numpy as np
import pytest
from django.db import connection

from agreements.changes.triggers import without_log
from agreements.index import register_names
from agreements.models import (
    Institution,
    Name,
    SearchText,
)
from agreements.search import texts
from agreements.search.fold import fold
from agreements.search.texts import (
    by_noun,
    folded,
    names_in,
    primary_keys,
    text_id,
)
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db

# In seconds.
PATIENCE = 60


def text_of(record):
    """Return the text of a record after all that was written before; "" without one."""
    fold_everything()
    found = SearchText.objects.filter(id=text_id(record._meta.model_name, record.pk))
    return found.values_list("text", flat=True).first() or ""


def rename_by_save(record):
    record.name = "Renamed"
    record.save()


def rename_by_update(record):
    Institution.objects.filter(pk=record.pk).update(name="Renamed")


def rename_in_bulk(record):
    record.name = "Renamed"
    Institution.objects.bulk_update([record], ["name"])


def rename_in_sql(record):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_institution SET name = 'Renamed'")


def rename_without_log(record):
    with without_log():
        rename_by_update(record)


@pytest.mark.parametrize(
    "rename", [rename_by_save, rename_by_update, rename_in_bulk, rename_in_sql, rename_without_log]
)
def test_text_follows_every_way_of_writing(rename):
    institution = InstitutionFactory(name="First")
    assert text_of(institution) == "| first |"

    rename(institution)

    assert text_of(institution) == "| renamed |"


def test_text_follows_the_other_names():
    institution = InstitutionFactory(name="First")
    name = NameFactory(institution=institution, text="Второй")
    assert text_of(institution) == "| first | vtoroi |"

    name.text = "第三"
    name.save()
    assert text_of(institution) == "| first | 第 三 |"

    other = InstitutionFactory(name="Other")
    Name.objects.update(institution=other)
    assert (text_of(institution), text_of(other)) == ("| first |", "| oter | 第 三 |")

    name.delete()
    assert text_of(other) == "| oter |"


def test_text_goes_with_its_record():
    institution = InstitutionFactory(name="First")
    text_of(institution)

    Institution.objects.filter(pk=institution.pk).delete()

    assert text_of(institution) == ""


def test_country_is_folded_under_all_its_names():
    country = CountryFactory()
    for name, language in (("乌兹别克斯坦", "zh-Hans"), ("Oʻzbekiston", "uz-Latn")):
        NameFactory(institution=None, country=country, text=name, language=language)
    assert text_of(country) == "| uzbekistan | 乌 兹 别 克 斯 坦 | ozbekiston |"

    Name.objects.filter(language="zh-Hans").update(text="别名")

    assert text_of(country) == "| uzbekistan | 别 名 | ozbekiston |"


def test_names_of_each_noun_are_folded():
    sector = SectorFactory(name="Vehicles", source_wording="NEVs")
    source = SourceFactory(title="Title", author="Tan")
    place = PlaceFactory(name="Osh")

    assert [text_of(record) for record in (sector, source, place)] == [
        "| vehikles | nevs |",
        "| title | tan |",
        "| osh |",
    ]


def test_record_without_a_letter_has_no_text():
    assert text_of(AgreementFactory(title="🏫 —")) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("opencc_version", "0"),
        ("stemmer_version", lambda: "0"),
        ("FOLDED_BY", ("search/fold",)),
        ("SEARCHED", []),
    ],
    ids=["characters", "stems", "modules", "nouns"],
)
def test_rules_are_others_where_what_they_rest_on_is_another(monkeypatch, name, value):
    before = texts.fold_rules()

    monkeypatch.setattr(texts, name, value)

    assert (before, texts.fold_rules() == before) == (texts.RULES, False)


def test_ids_tell_noun_and_key():
    country, place = CountryFactory(code="CN"), PlaceFactory()
    ids = [text_id("country", country.pk), text_id("place", place.pk)]

    found = by_noun(np.array(ids))

    assert {noun: primary_keys(noun, keys) for noun, keys in found.items()} == {
        "country": ["CN"],
        "place": [place.pk],
    }


@pytest.mark.parametrize("names", [["One", "Two words"], ["重庆"], ["", "🏫"], ["Same", "same"]])
def test_text_tells_its_names(names):
    keys = names_in(folded(names))

    assert keys == list(dict.fromkeys(key for key in map(fold, names) if key))


def asked_until_complete(client, address):
    """Return the first answer to a search that has looked into all names."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if "ETag" in (response := client.get(address)).headers:
            return response
    raise AssertionError(f"{address} was not complete in {PATIENCE} seconds")


@pytest.mark.django_db(transaction=True)
def test_search_that_lacks_the_last_names_says_so_and_is_not_kept(client, monkeypatch):
    monkeypatch.setattr(register_names, "MAX_FOLDED", 0)
    InstitutionFactory(name="Yangtze College")

    before = client.get("/institutions/?q=yangtze")
    data_before = client.get("/institutions.json?q=yangtze")
    fold_everything()
    after = asked_until_complete(client, "/institutions/?q=yangtze")
    again = client.get("/institutions/?q=yangtze", headers={"If-None-Match": after["ETag"]})

    sentence = "Names that were written in the last moments cannot be found yet."
    assert (before.context["result"].total, after.context["result"].total) == (0, 1)
    assert ("ETag" in before.headers, "no-store" in before["Cache-Control"]) == (False, True)
    assert (sentence in text(before), sentence in text(after)) == (True, False)
    assert again.status_code == 304
    assert (data_before.status_code, data_before["Retry-After"]) == (503, "30")
    assert client.get("/institutions.json?q=yangtze").json()["total"] == 1


@pytest.mark.parametrize("pk", [-3, 2**48 + 5, 2**62])
def test_primary_key_that_nobody_reaches_breaks_no_search(client, pk):
    InstitutionFactory(name="Yangtze College")
    InstitutionFactory(pk=pk, name="Beyond")

    page = client.get("/institutions/?q=yangtze")

    assert [str(record) for record in page.context["object_list"]] == ["Yangtze College"]
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("code", ["zz", "ЎЗ"])
def test_country_is_found_whatever_letters_its_code_has(code):
    country = CountryFactory(code=code, name="Zedland")

    assert text_of(country).startswith("| zedland |")
    assert primary_keys(
        "country", np.array([text_id("country", code) - texts.lowest_id("country")])
    ) == [code]
