"""The published tables of searches: what must be found, and what must not, by which words.

`queries.csv` has a row for each search: the query, its language or script, the kind of form that
people type, the noun that is looked for, titles of which each must be among the first five, the
title that must be first where there is one, and titles that must not be among the first five;
several are parted by "|". `not_found.csv` has titles that a query must not find at all, however
far down. The register holds the fixtures, the institutions of `institutions.csv` and the places of
`places.csv` under their names in several languages.
"""

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.lists.answer import records_in_order
from agreements.lists.fields import SearchField
from agreements.models import Institution, Name, Place
from agreements.nouns import NOUNS
from tests.folded import fold_everything

FOLDER = Path(__file__).parent
FIRST = 5
LANGUAGES = ("zh-Hans", "uz-Latn", "ru", "en", "ar")


class Row(NamedTuple):
    """One search and what it must lead to."""

    query: str
    language: str
    kind: str
    noun: str
    finds: list[str]
    first: str
    avoids: list[str]


class NotFound(NamedTuple):
    """One search and what it must never lead to."""

    query: str
    language: str
    noun: str
    titles: list[str]


class Score(NamedTuple):
    """How many titles some searches had to find and found; how many first titles are right."""

    wanted: int
    found: int
    firsts: int
    right: int

    @property
    def recall(self):
        return self.found / self.wanted

    @property
    def first_place(self):
        """Return the share of right first titles, 1 where no search names one."""
        return self.right / self.firsts if self.firsts else 1.0


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
            row["kind"],
            row["noun"],
            row["finds"].split("|"),
            row["first"],
            row["not"].split("|") if row["not"] else [],
        )
        for row in rows_of("queries")
    ]


def not_found():
    """Return all NotFound."""
    return [
        NotFound(row["query"], row["language"], row["noun"], row["not"].split("|"))
        for row in rows_of("not_found")
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
            name=row["name"],
            defaults={"country_id": country, "place": place, "kind": row["kind"]},
        )
        name_it(institution, row)
    fold_everything()


def name_it(record, row):
    """Give a record its other names."""
    noun = record._meta.model_name
    Name.objects.bulk_create(
        Name(**{noun: record}, text=text.strip(), language=language)
        for language in LANGUAGES
        for text in row.get(language, "").split(";")
        if text.strip()
    )


def titles(query, noun):
    """Return the titles of all records of the noun that the query finds, the best first.

    What the search box refuses finds nothing.
    """
    model = NOUNS[noun].model
    try:
        asked = SearchField().clean([query])
    except ValidationError:
        return []
    selection = Selection(query=asked, page_size=model.objects.count() or 1)
    with live.snapshot() as snapshot:
        index = snapshot.index(NOUNS[noun])
        # Countries in which the register has no body are in no list, but have names.
        index.list_only(model.objects.values_list("pk", flat=True))
        ids = index.select(selection, snapshot.matches(asked), facets=()).ids
    return [str(record) for record in records_in_order(model.objects.all(), ids)]


def scores(answers, by):
    """Return {value: Score} of [(Row, first titles)], by an attribute of the rows."""
    parts = defaultdict(list)
    for row, found in answers:
        parts[getattr(row, by)].append((row, found))
    return {value: score(part) for value, part in sorted(parts.items())}


def score(answers):
    """Return the Score of [(Row, first titles)]."""
    ranked = [(row, found) for row, found in answers if row.first]
    return Score(
        wanted=sum(len(row.finds) for row, _found in answers),
        found=sum(title in found for row, found in answers for title in row.finds),
        firsts=len(ranked),
        right=sum(found[:1] == [row.first] for row, found in ranked),
    )
