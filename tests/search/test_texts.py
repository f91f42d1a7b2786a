"""The folded names are what the records are called now, whoever wrote them."""

import numpy as np
import pytest
from django.db import DatabaseError, connection

from agreements.index.changes import unnoted
from agreements.models import (
    Change,
    Country,
    Institution,
    Name,
    SearchState,
    SearchText,
    SearchWord,
)
from agreements.search import texts
from agreements.search.fold import fold
from agreements.search.texts import (
    bring_in_step,
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

pytestmark = pytest.mark.django_db


def text_of(record):
    """Return the text of a record after all that was written before; "" without one."""
    bring_in_step(Change.objects.revision())
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


def rename_unnoted(record):
    with unnoted():
        rename_by_update(record)


@pytest.mark.parametrize(
    "rename", [rename_by_save, rename_by_update, rename_in_bulk, rename_in_sql, rename_unnoted]
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
    assert text_of(country) == "| uzbekistan | 乌 兹 别 克 斯 坦 | ozbekiston |"

    Country.objects.update(name_zh_hans="别名")

    assert text_of(country) == "| uzbekistan | 别 名 | ozbekiston |"


def test_names_of_each_noun_are_folded():
    sector = SectorFactory(name="Vehicles", source_wording="NEVs")
    source = SourceFactory(title="Title", publisher="Daily", author="Tan")
    place = PlaceFactory(name="Osh")

    assert [text_of(record) for record in (sector, source, place)] == [
        "| vehikles | nevs |",
        "| title | daili | tan |",
        "| osh |",
    ]


def test_record_without_a_letter_has_no_text():
    assert text_of(AgreementFactory(title="🏫 —")) == ""


def test_one_edit_folds_one_record():
    institutions = InstitutionFactory.create_batch(20)
    bring_in_step(Change.objects.revision())
    SearchText.objects.update(text="| untouched |")

    rename_by_update(institutions[3])

    assert text_of(institutions[3]) == "| renamed |"
    # The other institutions, and their country.
    assert SearchText.objects.filter(text="| untouched |").count() == 20


def test_texts_in_step_cost_one_query(django_assert_num_queries):
    InstitutionFactory()
    revision = Change.objects.revision()
    bring_in_step(revision)

    with django_assert_num_queries(1):
        bring_in_step(revision)


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


def test_database_that_takes_no_writes_is_searched_as_it_is(monkeypatch, caplog):
    def refuse(*arguments):
        raise DatabaseError("read only")

    institution = InstitutionFactory(name="First")
    text_of(institution)
    rename_by_update(institution)
    in_step = texts.TextsInStep()
    monkeypatch.setattr(texts, "bring_in_step", refuse)

    was_in_step = in_step.catch_up(Change.objects.revision())
    monkeypatch.undo()
    is_in_step = in_step.catch_up(Change.objects.revision())

    assert (was_in_step, is_in_step) == (False, True)
    assert [record.message for record in caplog.records] == ["Texts could not be folded: read only"]
    assert SearchText.objects.filter(text="| renamed |").exists()


def test_words_are_kept_once_and_only_words():
    InstitutionFactory(name="College of Forestry 2025 重庆 IT")
    InstitutionFactory(name="Forestry college")
    bring_in_step(Change.objects.revision())

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


def test_search_while_names_cannot_be_folded_is_not_kept(client, monkeypatch):
    def refuse(*arguments):
        raise DatabaseError("locked")

    InstitutionFactory(name="Yangtze College")
    with monkeypatch.context() as locked:
        locked.setattr(texts, "bring_in_step", refuse)
        before = client.get("/institutions/?q=yangtze").context["result"].total

    after = client.get("/institutions/?q=yangtze").context["result"].total

    assert (before, after) == (0, 1)


@pytest.mark.parametrize("pk", [-3, 2**48 + 5, 2**62])
def test_primary_key_that_nobody_reaches_breaks_no_search(client, pk):
    InstitutionFactory(name="Yangtze College")
    InstitutionFactory(pk=pk, name="Beyond")

    page = client.get("/institutions/?q=yangtze")

    assert [str(record) for record in page.context["object_list"]] == ["Yangtze College"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("code", ["zz", "ЎЗ"])
def test_country_is_found_whatever_letters_its_code_has(code):
    country = CountryFactory(code=code, name_en="Zedland")

    assert text_of(country).startswith("| zedland |")
    assert primary_keys(
        "country", np.array([text_id("country", code) - texts.lowest_id("country")])
    ) == [code]
