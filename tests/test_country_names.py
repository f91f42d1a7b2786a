"""The countries bear the names that people write, and the command prints them all."""

import io
import json
import os
from collections import defaultdict

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.language_paths import OTHERS, OWN_NAMES
from agreements.management.commands import country_names
from agreements.management.commands.country_names import key_of_name, other_names
from agreements.models import Country, Name
from agreements.models.name import tag_of
from agreements.search.fold import fold

FILE = settings.BASE_DIR / "fixtures" / "countries.json"


@pytest.fixture
def countries(db):
    """Load the countries with all their names."""
    call_command("loaddata", str(FILE), verbosity=0)


@pytest.mark.skipif("COOP_CLDR" not in os.environ, reason="COOP_CLDR names no package of CLDR.")
def test_countries_are_what_the_command_prints():
    printed = io.StringIO()

    call_command("country_names", os.environ["COOP_CLDR"], stdout=printed)

    assert FILE.read_text() == printed.getvalue()


def test_country_names_says_where_cldr_is_missing(tmp_path):
    with pytest.raises(CommandError, match="run `npm install cldr-localenames-full`"):
        call_command("country_names", tmp_path)


def test_country_names_counts_the_countries(tmp_path):
    for language in map(tag_of, OWN_NAMES):
        folder = tmp_path / "main" / language
        folder.mkdir(parents=True)
        main = {language: {"localeDisplayNames": {"territories": {"TD": "Chad", "EU": "x"}}}}
        (folder / "territories.json").write_text(json.dumps({"main": main}))

    with pytest.raises(CommandError, match="ISO 3166-1 has 249 countries, this package 1"):
        call_command("country_names", tmp_path)


def test_name_that_cldr_lacks_in_a_language_is_left_out():
    assert list(other_names("IO", {"uz": {}})) == []


def test_keys_of_names_differ_between_languages_that_begin_alike(monkeypatch):
    before = [key_of_name("UZ", code) for code in OTHERS]
    monkeypatch.setattr(country_names, "OTHERS", [*OTHERS, "uz-cyrl", "zh-hant"])

    keys = [key_of_name(country, code) for country in ("UY", "UZ") for code in country_names.OTHERS]

    assert len({*keys}) == 2 * (len(OTHERS) + 2)
    assert [key_of_name("UZ", code) for code in OTHERS] == before


def test_names_for_a_choice_and_names_that_cldr_lacks_follow_the_usual_ones():
    english = {"TR": "Türkiye", "TR-alt-variant": "Turkey", "TR-alt-short": "Türkiye"}

    assert list(other_names("TR", {"en": english, "ru": {"TR": "Турция"}})) == [
        ("en", Name.Kind.FORMER, "Turkey"),
        ("en", Name.Kind.OFFICIAL, "Republic of Türkiye"),
        ("ru", Name.Kind.OFFICIAL, "Турецкая Республика"),
    ]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("CN", ["PRC", "КНР", "中华人民共和国", "XXR"]),
        ("KR", ["Republic of Korea", "Южная Корея", "大韩民国"]),
        ("TR", ["Turkey"]),
        ("VN", ["Viet Nam"]),
        ("GB", ["UK", "Great Britain"]),
        ("US", ["USA", "US", "США", "AQSH"]),
        ("CZ", ["Czech Republic"]),
        ("KG", ["吉尔吉斯", "Кыргызстан"]),
    ],
)
def test_countries_bear_the_names_that_people_write(countries, code, names):
    known = Name.objects.filter(country=code).values_list("text", flat=True)
    assert [name for name in names if name not in known] == []


def test_countries_keep_the_usual_name_of_each_language(countries):
    korea, china = Country.objects.get(pk="KR"), Country.objects.get(pk="CN")

    assert [korea.title_in(language) for language in ("en", "ru", "zh-hans", "uz")] == [
        *("South Korea", "Республика Корея", "韩国", "Janubiy Koreya"),
    ]
    assert china.title_in("zh-hans") == "中国"


def test_no_two_countries_bear_one_name(countries):
    bearers = defaultdict(set)
    for country in Country.objects.all():
        bearers[fold(country.name)].add(country.pk)
    for name in Name.objects.exclude(country=None):
        bearers[fold(name.text)].add(name.country_id)

    assert {name: codes for name, codes in bearers.items() if len(codes) > 1} == {}
