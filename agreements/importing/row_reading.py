"""A row of a sheet as it is read: texts by column, what is wrong with them, and who is meant."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agreements.models import (
    Alliance,
    Country,
    Event,
    Institution,
    Place,
    Publisher,
    Sector,
)
from agreements.punctuation import labelled

from .drafts import Choice, Cited, Drafts, Problem, faults
from .headings import Reading
from .matching import Known, KnownSources, Likely
from .sheet import Sheet, SheetRow

NEW = "new"
# Choices that were made: the answer by file, row, column and text.
Answers = Mapping[tuple[str, int, str, str], str]


class Register:
    """All that names in sheets may mean: what the register holds, and what the sheets add."""

    def __init__(self, answers: Answers | None = None):
        self.answers = answers or {}
        # What was chosen so far of a text, among the records of a model.
        self.said: dict[tuple[type[models.Model], str], models.Model] = {}
        self.drafts = Drafts()
        self.countries = Known(Country)
        self.codes = {country.code: country for country in Country.objects.all()}
        self.places = Known(Place, home=lambda place: place.country_id)
        self.institutions = Known(Institution, home=lambda body: body.country_id)
        self.sectors = Known(Sector)
        self.alliances = Known(Alliance)
        self.events = Known(Event)
        self.publishers = Known(Publisher)
        self.sources = KnownSources()


class Row:
    """One row, with its file; what is wrong with it is noted for all rows together."""

    def __init__(self, register: Register, sheet: Sheet, reading: Reading, row: SheetRow):
        self.register, self.sheet, self.number = register, sheet, row.number
        self.drafts = register.drafts
        self._texts = {
            column: row.cells[heading] for heading, column in reading.columns.items() if column
        }
        self.makes: list[str] = []
        self.has_problem = False
        self.cited: Cited | None = None

    def text(self, column: str) -> str:
        """Return a text on one line."""
        return " ".join(self._texts.get(column, "").split())

    def has(self, column: str) -> bool:
        """Return whether the sheet has a column."""
        return column in self._texts

    def refuse(self, column: str, reason: str) -> None:
        self.has_problem = True
        problem = Problem(self.sheet.name, self.number, column, reason)
        if problem not in self.drafts.problems[-20:]:
            self.drafts.problems.append(problem)

    def read(self, column: str, reader: Callable, *besides: Any, default: Any = None) -> Any:
        """Return what a reader makes of a text, the default where it refuses it."""
        try:
            return reader(*besides, self.text(column))
        except ValidationError as error:
            self.refuse(column, " ".join(error.messages))
            return default

    def draft(self, record: models.Model, columns: Mapping[str, str], column: str) -> models.Model:
        """Have a record made, after all its rules; `columns` are those of its fields."""
        self.check(record, columns, column)
        self.drafts.records.append(record)
        if column != "title":
            self.makes.append(labelled(record._meta.verbose_name, record))
        return record

    def check(self, record: models.Model, columns: Mapping[str, str], column: str) -> None:
        """Refuse in their columns all that a form would refuse of a record."""
        for name, sentences in faults(record).items():
            place = column if name == NON_FIELD_ERRORS else columns.get(name, column)
            for sentence in sentences:
                self.refuse(place, sentence)

    def country(self, column: str, text: str) -> Country | None:
        """Return the country of a code or of any of its names."""
        if not text:
            return None
        if text.upper() in self.register.codes:
            return self.register.codes[text.upper()]
        if len(found := self.register.countries.find([text])) == 1:
            return found[0]
        sentence = _("“%(text)s” is no country: write its two letters, as in ISO 3166-1.")
        self.refuse(column, sentence % {"text": text[:50]})
        return None

    def known(
        self, among: Known, column: str, names: Iterable[str], **where: Any
    ) -> models.Model | None:
        """Return the record that one of the names means, None where one is to be made.

        Where several are called so, or others much alike, somebody may choose.
        """
        names = [name for name in names if name]
        found = among.find(names, **where)
        answer = self.register.answers.get((self.sheet.name, self.number, column, names[0]), "")
        if len(found) == 1 and not answer:
            return found[0]
        likely = [Likely(record, 100) for record in found]
        likely += [] if found else among.near(names, where.get("home"))
        return self.chosen(column, names[0], likely)

    def chosen(self, column: str, text: str, likely: Iterable[Likely]) -> models.Model | None:
        """Return the record that was chosen, None where none was; it is offered for a choice.

        What was chosen in one row holds for the same text in later ones, until they say otherwise.
        """
        saved = [found for found in likely if not found.record._state.adding]
        unsaved = [found for found in likely if found.record._state.adding]
        offered = [found.record for found in (*saved, *unsaved)]
        if not offered:
            return None
        key = (self.sheet.name, self.number, column, text)
        said, answer = self.register.said.get((type(offered[0]), text)), ""
        if own := self.register.answers.get(key, ""):
            answer = own
        elif said in offered:
            answer = answer_of(said)
        is_taken_over = bool(answer and not own)
        self.drafts.choices.append(Choice(*key, (*saved, *unsaved), answer, is_taken_over))
        if answer in ("", NEW):
            return None
        for record in offered:
            if answer in (answer_of(record), str(record.pk or "")):
                self.register.said[type(record), text] = record
                return record
        self.refuse(column, _("“%(answer)s” was not among the choices.") % {"answer": answer[:50]})
        return None


def answer_of(record: models.Model) -> str:
    """Return the answer that means a record: its number, its key, or the name of a new one."""
    return str(record) if record._state.adding else getattr(record, "ref", "") or str(record.pk)
