"""Print fixtures/countries.json: the countries of ISO 3166-1 under the names CLDR gives them."""

import json

from django.core.management.base import BaseCommand, CommandError

# Two-letter codes that CLDR has besides those of ISO 3166-1: groups, test data, exceptional
# reservations, and "unknown".
NOT_IN_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
ISO_COUNT = 249
LOCALES = {"name_en": "en", "name_zh_hans": "zh_Hans", "name_uz": "uz", "name_ru": "ru"}


class Command(BaseCommand):
    help = "Print the countries of ISO 3166-1 as a fixture, with their names out of CLDR."

    def handle(self, **options):
        try:
            from babel import Locale  # noqa: PLC0415 (a development dependency)
        except ImportError as error:
            raise CommandError(
                "Babel holds CLDR's names and is not installed: run `uv sync --dev`."
            ) from error
        names = {field: Locale.parse(locale).territories for field, locale in LOCALES.items()}
        codes = sorted(c for c in names["name_en"] if c.isalpha() and c not in NOT_IN_ISO)
        if len(codes) != ISO_COUNT:
            raise CommandError(
                f"ISO 3166-1 has {ISO_COUNT} countries, this Babel {len(codes)}: "
                "bring NOT_IN_ISO up to date."
            )
        rows = (
            {
                "model": "agreements.country",
                "pk": code,
                "fields": {field: territories[code] for field, territories in names.items()},
            }
            for code in codes
        )
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        self.stdout.write(f"[\n{lines}\n]")
