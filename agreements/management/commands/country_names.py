"""Print fixtures/countries.json: the countries of ISO 3166-1 under the names CLDR gives them."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements.models.name import Name, name_language

# Two-letter codes that CLDR has besides those of ISO 3166-1: groups, test data, exceptional
# reservations, and "unknown".
NOT_IN_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
ISO_COUNT = 249
# The keys of these names begin here, where no name that an editor adds gets to: whoever loads the
# list again changes these names and adds none.
FIRST_KEY = 1_000_000_000


class Command(BaseCommand):
    help = "Print the countries of ISO 3166-1 as a fixture, with their names out of CLDR."

    def handle(self, **options):
        try:
            from babel import Locale  # noqa: PLC0415 (a development dependency)
        except ImportError as error:
            raise CommandError(
                "Babel holds CLDR's names and is not installed: run `uv sync --dev`."
            ) from error
        own, *others = (code for code, _label in settings.LANGUAGES)
        territories = {code: Locale.parse(code, sep="-").territories for code in (own, *others)}
        codes = sorted(c for c in territories[own] if c.isalpha() and c not in NOT_IN_ISO)
        if len(codes) != ISO_COUNT:
            raise CommandError(
                f"ISO 3166-1 has {ISO_COUNT} countries, this Babel {len(codes)}: "
                "bring NOT_IN_ISO up to date."
            )
        rows = [row("country", code, name=territories[own][code]) for code in codes]
        rows += [
            row(
                "name",
                key_of_name(code, language),
                country=code,
                language=name_language(language),
                kind=Name.Kind.OFFICIAL,
                text=territories[language][code],
            )
            for code in codes
            for language in others
        ]
        lines = ",\n".join(rows)
        self.stdout.write(f"[\n{lines}\n]")


def row(noun, pk, **fields):
    record = {"model": f"agreements.{noun}", "pk": pk, "fields": fields}
    return json.dumps(record, ensure_ascii=False)


def key_of_name(code, language):
    """Return the primary key of a country's name in a language, which follows from the two."""
    return FIRST_KEY + 1000 * number_of(code) + number_of(language[:2].upper())


def number_of(letters):
    """Return the place of two capital letters among all such pairs."""
    first, second = (ord(letter) - ord("A") for letter in letters)
    return 26 * first + second
