import pytest
from django.utils import translation

from agreements.models import Country
from tests.factories import CountryFactory, InstitutionFactory, NameFactory
from tests.models.rules import KEPT, outcome, refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("CN", KEPT),
        ("C", refused("A country's code has two letters.")),
        ("", refused("A country's code has two letters.")),
    ],
    ids=["two letters", "one letter", "empty"],
)
def test_country_code_has_two_letters(code, expected):
    country = CountryFactory.build()

    result = outcome(country, code=code)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Uzbekistan"),
        ("zh-hans", "乌兹别克斯坦"),
        ("uz", "Oʻzbekiston"),
        ("ru", "Узбекистан"),
        ("de", "Uzbekistan"),
        (None, "Uzbekistan"),
    ],
    ids=["English", "Chinese", "Uzbek", "Russian", "a language without a name", "no language"],
)
def test_country_is_named_in_the_language_of_the_page(language, name):
    country = CountryFactory()
    for text, tag in (
        ("乌兹别克斯坦", "zh-Hans"),
        ("Oʻzbekiston", "uz-Latn"),
        ("Узбекистан", "ru"),
    ):
        NameFactory(institution=None, country=country, text=text, language=tag)

    with translation.override(language):
        shown = str(country)

    assert shown == name


@pytest.mark.django_db
def test_country_without_an_official_name_in_the_language_has_its_own():
    country = CountryFactory()
    NameFactory(institution=None, country=country, text="РУз", language="ru", kind="short")

    with translation.override("ru"):
        name = str(country)

    assert name == "Uzbekistan"


@pytest.mark.django_db
def test_recorded_countries_have_an_institution_and_come_once():
    CountryFactory(code="CN", name="China")
    InstitutionFactory.create_batch(2)

    codes = [country.code for country in Country.objects.recorded()]

    assert codes == ["UZ"]
