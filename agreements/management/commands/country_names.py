"""Print fixtures/countries.json: the countries of ISO 3166-1 under the names CLDR gives them.

CLDR's names come with the npm package cldr-localenames-full.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agreements.language_paths import OTHERS, OWN, OWN_NAMES
from agreements.models.name import Name, name_language, tag_of

# Two-letter codes that CLDR has besides those of ISO 3166-1: groups, test data, exceptional
# reservations, and "unknown".
NOT_IN_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
ISO_COUNT = 249
# The keys of these names begin here, where no name that an editor adds gets to: whoever loads the
# list again changes these names and adds none. Those that CLDR has for a choice, and those that it
# lacks, follow the usual ones.
FIRST_KEY = 1_000_000_000
FIRST_OTHER_KEY = 1_100_000_000
# So many pairs of capital letters there are.
PAIRS = 26 * 26
# What CLDR calls the choices, and what the register does; a former name is one of these countries.
KINDS = {"short": Name.Kind.SHORT, "variant": Name.Kind.OFFICIAL}
RENAMED = frozenset(["CI", "SZ", "TR"])
# What people write and CLDR lacks: {language: {country: names}}, short ones after a stroke.
OTHER_NAMES = {
    "en": {
        "AE": "/UAE, Emirates",
        "BN": "Brunei Darussalam",
        "BO": "Plurinational State of Bolivia",
        "BY": "Republic of Belarus",
        "CD": "Democratic Republic of the Congo/DRC, DR Congo",
        "CN": "People's Republic of China/PRC, P.R. China",
        "DE": "Federal Republic of Germany",
        "FM": "Federated States of Micronesia",
        "GB": "United Kingdom of Great Britain and Northern Ireland/Great Britain, Britain",
        "IR": "Islamic Republic of Iran",
        "KG": "Kyrgyz Republic",
        "KP": "Democratic People's Republic of Korea/DPRK",
        "KR": "Republic of Korea/ROK",
        "KZ": "Republic of Kazakhstan",
        "LA": "Lao People's Democratic Republic/Lao PDR",
        "MD": "Republic of Moldova",
        "MK": "/Macedonia",
        "MM": "/Burma",
        "NL": "Kingdom of the Netherlands/Holland",
        "PK": "Islamic Republic of Pakistan",
        "PS": "State of Palestine",
        "RU": "Russian Federation",
        "SA": "Kingdom of Saudi Arabia/KSA",
        "SY": "Syrian Arab Republic",
        "TJ": "Republic of Tajikistan",
        "TR": "Republic of Türkiye",
        "TZ": "United Republic of Tanzania",
        "US": "United States of America/USA",
        "UZ": "Republic of Uzbekistan",
        "VA": "Holy See",
        "VE": "Bolivarian Republic of Venezuela",
        "VN": "Socialist Republic of Viet Nam/Viet Nam",
        "ZA": "Republic of South Africa",
    },
    "zh-hans": {
        "AE": "/阿联酋",
        "CN": "中华人民共和国",
        "DE": "德意志联邦共和国",
        "IR": "伊朗伊斯兰共和国",
        "KG": "吉尔吉斯共和国/吉尔吉斯",
        "KP": "朝鲜民主主义人民共和国",
        "KR": "大韩民国",
        "KZ": "哈萨克斯坦共和国",
        "RU": "俄罗斯联邦/俄国",
        "SA": "/沙特",
        "TJ": "塔吉克斯坦共和国",
        "TR": "土耳其共和国",
        "US": "美利坚合众国",
        "UZ": "乌兹别克斯坦共和国",
        "VN": "越南社会主义共和国",
    },
    "uz": {
        "AE": "/BAA",
        "CN": "Xitoy Xalq Respublikasi/XXR",
        "KG": "Qirgʻiziston Respublikasi",
        "KR": "Koreya Respublikasi",
        "KZ": "Qozogʻiston Respublikasi",
        "RU": "Rossiya Federatsiyasi",
        "TJ": "Tojikiston Respublikasi",
        "US": "/Amerika",
        "UZ": "Oʻzbekiston Respublikasi",
    },
    "ru": {
        "AE": "/ОАЭ, Эмираты",
        "BY": "Республика Беларусь/Белоруссия",
        "CD": "Демократическая Республика Конго/ДРК",
        "CF": "/ЦАР",
        "CN": "Китайская Народная Республика/КНР",
        "DE": "Федеративная Республика Германия/ФРГ",
        "GB": "Соединённое Королевство",
        "IR": "Исламская Республика Иран",
        "KG": "Кыргызская Республика/Кыргызстан",
        "KP": "Корейская Народно-Демократическая Республика/Северная Корея",
        "KR": "/Южная Корея",
        "KZ": "Республика Казахстан",
        "MD": "Республика Молдова/Молдавия",
        "MK": "/Македония",
        "NL": "/Голландия",
        "RU": "Российская Федерация/РФ",
        "TJ": "Республика Таджикистан",
        "TM": "/Туркмения",
        "TR": "Турецкая Республика",
        "US": "Соединённые Штаты Америки",
        "UZ": "Республика Узбекистан/РУз",
        "VN": "Социалистическая Республика Вьетнам",
        "ZA": "/ЮАР",
    },
}


class Command(BaseCommand):
    help = "Print the countries of ISO 3166-1 as a fixture, with their names out of CLDR."

    def add_arguments(self, parser):
        """Take the folder of the npm package."""
        parser.add_argument("package", type=Path, help="node_modules/cldr-localenames-full")

    def handle(self, *, package, **options):
        territories = {language: territories_in(package, language) for language in OWN_NAMES}
        codes = sorted(c for c in territories[OWN] if is_country(c))
        if len(codes) != ISO_COUNT:
            raise CommandError(
                f"ISO 3166-1 has {ISO_COUNT} countries, this package {len(codes)}: "
                "bring NOT_IN_ISO up to date."
            )
        rows = [row("country", code, name=territories[OWN][code]) for code in codes]
        rows += [
            name_row(
                key_of_name(code, language),
                code,
                language,
                Name.Kind.OFFICIAL,
                territories[language][code],
            )
            for code in codes
            for language in OTHERS
            # CLDR lacks a few names in languages of which it has most.
            if code in territories[language]
        ]
        rows += [
            name_row(FIRST_OTHER_KEY + 1000 * number_of(code) + number, code, *name)
            for code in codes
            for number, name in enumerate(other_names(code, territories))
        ]
        lines = ",\n".join(rows)
        self.stdout.write(f"[\n{lines}\n]")


def territories_in(package: Path, language: str) -> dict[str, str]:
    """Return CLDR's names in a language of the pages: by codes, those for a choice with its name.

    "CZ-alt-variant" has another name of "CZ".
    """
    tag = tag_of(language)
    file = package / "main" / tag / "territories.json"
    try:
        main = json.loads(file.read_text(encoding="utf-8"))["main"]
        return main[tag]["localeDisplayNames"]["territories"]
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(
            f"{file} does not hold CLDR's names: run `npm install cldr-localenames-full`."
        ) from error


def is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NOT_IN_ISO


def other_names(code: str, territories: dict) -> Iterator[tuple[str, Name.Kind, str]]:
    """Yield (language, kind, text) of a country's names besides the usual one of each language."""
    for language, names in territories.items():
        known = {names.get(code)}
        for kind, text in (*chosen_names(code, names), *added_names(code, language)):
            if text not in known:
                known.add(text)
                yield language, kind, text


def chosen_names(code: str, names: dict[str, str]) -> Iterator[tuple[Name.Kind, str]]:
    """Yield (kind, text) of the names that CLDR has for a choice."""
    for choice, kind in KINDS.items():
        text = names.get(f"{code}-alt-{choice}")
        if text:
            is_former = code in RENAMED and choice == "variant"
            yield (Name.Kind.FORMER if is_former else kind), text


def added_names(code: str, language: str) -> Iterator[tuple[Name.Kind, str]]:
    """Yield (kind, text) of the names that CLDR lacks."""
    full, _stroke, short = OTHER_NAMES.get(language, {}).get(code, "").partition("/")
    for kind, texts in ((Name.Kind.OFFICIAL, full), (Name.Kind.SHORT, short)):
        for text in filter(None, texts.split(", ")):
            yield kind, text


def name_row(key: int, code: str, language: str, kind: Name.Kind, text: str) -> str:
    return row("name", key, country=code, language=name_language(language), kind=kind, text=text)


def row(noun, pk, **fields):
    record = {"model": f"agreements.{noun}", "pk": pk, "fields": fields}
    return json.dumps(record, ensure_ascii=False)


def key_of_name(code: str, language: str) -> int:
    """Return the primary key of a country's name in a language, which follows from the two.

    Of languages that begin alike, as uz and uz-cyrl do, the first one has the key of the letters.
    """
    alike = [other for other in OTHERS if other[:2] == language[:2]]
    place = alike.index(language)
    number = PAIRS + OTHERS.index(language) if place else number_of(language[:2].upper())
    return FIRST_KEY + 1000 * number_of(code) + number


def number_of(letters):
    """Return the place of two capital letters among all such pairs."""
    first, second = (ord(letter) - ord("A") for letter in letters)
    return 26 * first + second
