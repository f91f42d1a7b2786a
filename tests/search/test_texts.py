"""The folded names are what the records are called now, whoever wrote them."""

import numpy as np
import pytest
from django.db import connection

from agreements.changes.triggers import without_log
from agreements.models import (
    Change,
    Institution,
    Name,
    SearchState,
    SearchText,
    SearchWord,
)
from agreements.search import texts
from agreements.search.fold import fold
from agreements.search.texts import (
    by_noun,
    fold_up_to,
    folded,
    names_in,
    primary_keys,
    text_id,
)
from tests.databases.states import read_only
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def text_of(record):
    """Return the text of a record after all that was written before; "" without one."""
    fold_up_to(Change.objects.revision())
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


def test_one_edit_folds_one_record():
    institutions = InstitutionFactory.create_batch(20)
    fold_up_to(Change.objects.revision())
    SearchText.objects.update(text="| untouched |")

    rename_by_update(institutions[3])

    assert text_of(institutions[3]) == "| renamed |"
    # The other institutions, and their country.
    assert SearchText.objects.filter(text="| untouched |").count() == 20


def test_texts_in_step_cost_one_query(django_assert_num_queries):
    InstitutionFactory()
    revision = Change.objects.revision()
    fold_up_to(revision)

    with django_assert_num_queries(1):
        fold_up_to(revision)


def test_pruned_log_has_all_folded_anew():
    institution = InstitutionFactory(name="First")
    text_of(institution)
    rename_by_update(institution)
    InstitutionFactory()

    Change.objects.exclude(pk=Change.objects.revision()[0]).delete()

    assert text_of(institution) == "| renamed |"


def test_other_rules_have_all_folded_anew(monkeypatch):
    institution = InstitutionFactory(name="First")
    text_of(institution)
    SearchText.objects.update(text="| by other rules |")

    monkeypatch.setattr(texts, "RULES", "other")

    assert text_of(institution) == "| first |"
    assert SearchState.objects.get().rules == "other"
    assert SearchWord.objects.filter(text="first").exists()


@pytest.mark.django_db(transaction=True)
def test_database_that_takes_no_writes_is_searched_as_it_is(caplog):
    institution = InstitutionFactory(name="First")
    text_of(institution)
    rename_by_update(institution)
    index = texts.TextIndex()

    with read_only(connection):
        index.catch_up()
    was_in_step = index.is_in_step(Change.objects.revision())
    index.catch_up()

    assert (was_in_step, index.is_in_step(Change.objects.revision())) == (False, True)
    [warning] = [record.message for record in caplog.records]
    assert warning.startswith("Names could not be folded: ")
    assert SearchText.objects.filter(text="| renamed |").exists()


def test_words_are_kept_once_and_only_words():
    InstitutionFactory(name="College of Forestry 2025 重庆 IT")
    InstitutionFactory(name="Forestry college")
    fold_up_to(Change.objects.revision())

    words = SearchWord.objects.filter(text__in=["kollege", "forestri", "2025", "重", "it", "of"])

    assert sorted(words.values_list("text", flat=True)) == ["forestri"]
    assert SearchWord.objects.filter(text="kolege").count() == 1


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


@pytest.mark.django_db(transaction=True)
def test_search_that_lacks_the_last_names_says_so_and_is_not_kept(client):
    InstitutionFactory(name="Yangtze College")

    with read_only(connection):
        before = client.get("/institutions/?q=yangtze")
    after = client.get("/institutions/?q=yangtze")
    again = client.get("/institutions/?q=yangtze", headers={"If-None-Match": after["ETag"]})

    sentence = "Names that were written in the last moments cannot be found yet."
    assert (before.context["result"].total, after.context["result"].total) == (0, 1)
    assert ("ETag" in before.headers, "no-store" in before["Cache-Control"]) == (False, True)
    assert (sentence in text(before), sentence in text(after)) == (True, False)
    assert again.status_code == 304


@pytest.mark.parametrize("pk", [-3, 2**48 + 5, 2**62])
def test_primary_key_that_nobody_reaches_breaks_no_search(client, pk):
    InstitutionFactory(name="Yangtze College")
    InstitutionFactory(pk=pk, name="Beyond")

    page = client.get("/institutions/?q=yangtze")

    assert [str(record) for record in page.context["object_list"]] == ["Yangtze College"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("code", ["zz", "ЎЗ"])
def test_country_is_found_whatever_letters_its_code_has(code):
    country = CountryFactory(code=code, name="Zedland")

    assert text_of(country).startswith("| zedland |")
    assert primary_keys(
        "country", np.array([text_id("country", code) - texts.lowest_id("country")])
    ) == [code]
