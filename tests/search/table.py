"""The published table of searches: what must be found, and what must not, by which words.

`queries.csv` has a row for each search: the query, its language or script, the noun that is looked
for, titles of which each must be among the first five, and titles that must not be; several are
parted by "|". The register holds the fixtures, the institutions of `institutions.csv` and the
places of `places.csv` under their names in several languages.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from agreements.lists import live
from agreements.models import Institution, Name, Place
from agreements.nouns import NOUNS
from agreements.search.links import filter_matches, with_tier
from agreements.search.query import parse
from tests.folded import fold_everything

FOLDER = Path(__file__).parent
FIRST = 5
LANGUAGES = ("zh-Hans", "uz-Latn", "ru", "en")


class Row(NamedTuple):
    """One search and what it must lead to."""

    query: str
    language: str
    noun: str
    finds: list
    avoids: list


def rows_of(name):
    """Return the rows of a CSV file beside this module, as dictionaries."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def table():
    """Return all Rows."""
    return [
        Row(
            row["query"],
            row["language"],
            row["noun"],
            row["finds"].split("|"),
            row["not"].split("|") if row["not"] else [],
        )
        for row in rows_of("queries")
    ]


def fill():
    """Add the places and the institutions to a register that holds the fixtures."""
    for row in rows_of("places"):
        place, _is_new = Place.objects.get_or_create(name=row["name"], country_id=row["country"])
        name_it(place, row)
    for row in rows_of("institutions"):
        place = Place.objects.filter(name=row["place"], country_id=row["country"]).first()
        country = row["country"] or None
        institution, _is_new = Institution.objects.get_or_create(
            name=row["name"], defaults={"country_id": country, "place": place}
        )
        name_it(institution, row)


def name_it(record, row):
    """Give a record its other names."""
    noun = record._meta.model_name
    Name.objects.bulk_create(
        Name(**{noun: record}, text=text.strip(), language=language)
        for language in LANGUAGES
        for text in row.get(language, "").split(";")
        if text.strip()
    )


def first_five(row):
    """Return the titles of the first records of the noun that the query finds."""
    model = NOUNS[row.noun].model
    fold_everything()
    with live.snapshot_and_release() as (snapshot, _release):
        matches = snapshot.matches(parse(row.query))
    found = with_tier(filter_matches(model.objects.all(), matches), matches)
    return [str(record) for record in found.order_by("tier", *model._meta.ordering)[:FIRST]]
