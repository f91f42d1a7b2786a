"""What records are called in the language of a page, read for all of a page at once."""

import pytest
from django.utils.translation import override

from agreements.models import Agreement, Institution, Name, Place
from agreements.models.shown_names import ShownName, named_together, read_along
from tests.factories import AgreementFactory, InstitutionFactory, NameFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def named(record, **texts):
    """Give a record official names, by language with _ for -."""
    noun = record._meta.model_name
    for language, text in texts.items():
        tag = language.replace("_", "-")
        Name.objects.create(**{noun: record}, language=tag, text=text, kind="official")
    return record


@pytest.mark.parametrize(
    ("language", "texts", "expected", "lang"),
    [
        ("ru", {"ru": "Колледж"}, "Колледж", ""),
        ("ru", {"uz_Cyrl": "Коллеж"}, "College", "en"),
        ("uz", {"uz_Cyrl": "Коллеж", "uz_Latn": "Kollej"}, "Kollej", ""),
        ("uz", {"uz_Cyrl": "Коллеж"}, "Коллеж", "uz-Cyrl"),
        ("zh-hans", {"zh": "學院", "zh_Hans": "学院"}, "学院", ""),
        ("zh-hans", {"zh": "學院"}, "學院", "zh"),
        ("en", {"ru": "Колледж"}, "College", ""),
    ],
    ids=["its own", "another", "Latin first", "Cyrillic", "simplified first", "Chinese", "English"],
)
def test_record_is_shown_by_the_best_name_of_the_language(language, texts, expected, lang):
    named(InstitutionFactory(name="College"), **texts)

    with override(language), named_together():
        institution = Institution.objects.get()
        shown = institution.shown_name

        assert (str(institution), shown, shown.lang) == (expected, expected, lang)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"uz-Latn": "translated"}, ("uz-Latn", True)),
        ({"uz-Latn": "translated", "uz-Cyrl": "official"}, ("uz-Cyrl", False)),
        ({"uz-Latn": "short", "uz-Cyrl": "translated"}, ("uz-Cyrl", True)),
        ({"uz-Latn": "former"}, ("College", False)),
    ],
    ids=["the only one", "after an official one", "a short one is none", "nor is a former one"],
)
def test_name_that_the_register_translated_stands_in_for_one_of_a_source(kinds, expected):
    institution = InstitutionFactory(name="College")
    for language, kind in kinds.items():
        NameFactory(institution=institution, language=language, text=language, kind=kind)

    with override("uz"):
        with named_together():
            apart = str(Institution.objects.get())
        along = str(read_along(Institution.objects.all()).get())
        shown = Institution.objects.prefetch_related("names").get().shown_name

    assert (shown, shown.is_translated) == expected
    assert (apart, along) == (expected[0], expected[0])


@pytest.mark.parametrize(
    ("name", "language", "lang"),
    [
        ("重庆大学", "en", "zh"),
        ("Чунцин", "en", "ru"),
        ("Urganch", "en", ""),
        ("重庆大学", "zh-hans", "zh"),
        ("O‘zbekiston", "ru", "en"),
    ],
)
def test_own_name_says_its_language_where_the_page_has_another(name, language, lang):
    institution = InstitutionFactory(name=name)

    with override(language):
        assert institution.shown_name.lang == lang


def test_names_of_all_nouns_are_read_in_one_query(django_assert_num_queries):
    named(AgreementFactory(title="Memorandum"), ru="Меморандум")
    named(InstitutionFactory(name="College"), ru="Колледж")
    named(InstitutionFactory(name="Plant"), ru="Завод")
    InstitutionFactory(name="Works")

    with override("ru"), named_together():
        records = [*Agreement.objects.all(), *Institution.objects.order_by("pk")]
        with django_assert_num_queries(1):
            shown = [str(record) for record in records]

    assert shown == ["Меморандум", "Колледж", "Завод", "Works"]


def test_records_are_read_along_with_their_names(django_assert_num_queries):
    named(PlaceFactory(name="Chongqing"), ru="Чунцин")
    PlaceFactory(name="Tashkent")

    with override("ru"), django_assert_num_queries(1):
        shown = [str(place) for place in read_along(Place.objects.order_by("pk"))]

    assert shown == ["Чунцин", "Tashkent"]


def test_names_are_not_asked_for_in_english(django_assert_num_queries):
    named(InstitutionFactory(name="College"), ru="Колледж")

    with override("en"), named_together(), django_assert_num_queries(1):
        assert str(Institution.objects.get()) == "College"


def test_record_that_was_read_apart_from_a_page_has_its_own_name(django_assert_num_queries):
    institution = named(InstitutionFactory(name="College"), ru="Колледж")

    with override("ru"), django_assert_num_queries(0):
        assert str(institution) == "College"


def test_short_and_former_names_are_not_shown():
    institution = InstitutionFactory(name="College")
    for kind in ("short", "former"):
        NameFactory(institution=institution, language="ru", text="К", kind=kind)

    with override("ru"), named_together():
        assert str(Institution.objects.get()) == "College"


def test_shown_name_is_a_text_that_knows_its_language():
    assert (ShownName("学院", "zh-Hans"), ShownName("学院", "zh-Hans").language) == (
        "学院",
        "zh-Hans",
    )
