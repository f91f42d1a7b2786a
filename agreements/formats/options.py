"""What an address of data may ask for besides what is chosen: fields that read and check it."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from agreements.language_paths import OWN, OWN_NAMES
from agreements.lists.fields import OneValueField, quoted
from agreements.lists.list_charts import Chart, charts_of, crossed_of
from agreements.nouns import Noun
from agreements.nouns.column import Column
from agreements.tables.table import TABLES, Table, own_table

from .cursors import BadCursorError, Cursor

LIKE_ENOUGH = 60
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"


def nearest(text: str, known: Collection[str]) -> str:
    """Return the one of the known names that a text is most like, empty where it is like none."""
    found = process.extractOne(text, list(known), scorer=ratio, score_cutoff=LIKE_ENOUGH)
    return found[0] if found else ""


def unknown(sentence: str, text: str, known: Collection[str]) -> ValidationError:
    """Return the error of a name that there is not, with the one that may be meant."""
    params = {"value": quoted(text), "nearest": nearest(text, known)}
    return ValidationError(sentence, params=params)


class OptionField(OneValueField):
    """Reads the one value of a parameter of data of a noun."""

    def __init__(self, noun: Noun):
        self.noun = noun
        super().__init__(required=False)


class RowsField(OptionField):
    """Reads what a row of the data is: the name of a Table."""

    def read(self, text: str) -> Table:
        tables = TABLES[self.noun.name]
        if text not in tables:
            raise unknown(_("The rows of this list cannot be “%(value)s”."), text, tables)
        return tables[text]

    def usual(self) -> Table:
        return own_table(self.noun)


class ChartField(OptionField):
    """Reads which drawing of a list is asked for; the first one where the address names none."""

    def __init__(self, noun: Noun):
        self.charts = charts_of(noun)
        super().__init__(noun)

    def read(self, text: str) -> Chart:
        if text not in self.charts:
            raise unknown(_("This list has no chart “%(value)s”."), text, self.charts)
        return self.charts[text]

    def usual(self) -> Chart | None:
        return next(iter(self.charts.values()))


class NumbersField(ChartField):
    """Reads of which chart of a list, or table by two facets, the numbers are asked for, if any."""

    def __init__(self, noun: Noun):
        super().__init__(noun)
        self.charts |= crossed_of(noun)

    def usual(self) -> None:
        return None


class BomField(OptionField):
    """Reads whether a file begins with the mark by which spreadsheets know Unicode."""

    def read(self, text: str) -> bool:
        if text not in ("0", "1"):
            raise unknown(_("“%(value)s” is neither 0 nor 1."), text, ())
        return text == "1"

    def usual(self) -> bool:
        return True


class AfterField(OptionField):
    """Reads where a page begins, as the page before it has told."""

    def read(self, text: str) -> Cursor:
        try:
            return Cursor.read(self.noun, text)
        except BadCursorError as error:
            sentence = _("“%(value)s” is not what a page of this list gave as its next one.")
            raise unknown(sentence, text, ()) from error


class RevisionField(OptionField):
    """Reads the number of a revision, which has to be given."""

    def __init__(self):
        super().__init__(noun=None)

    def read(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
            raise unknown(_("“%(value)s” is not the number of a revision."), text, ())
        return int(text)

    def usual(self) -> object:
        raise ValidationError(_("Give the number of a revision, as in since=251."))


class MomentField(OptionField):
    """Reads a moment as data tells it; None where none is given."""

    def __init__(self):
        super().__init__(noun=None)

    def read(self, text: str) -> datetime:
        try:
            return datetime.fromisoformat(re.fullmatch(MOMENT, text, re.ASCII)[0])
        except (TypeError, ValueError) as error:
            sentence = _("“%(value)s” is not a moment such as 2026-11-25T10:00:00.000000Z.")
            raise unknown(sentence, text, ()) from error


class NamesField(OptionField):
    """Reads names that commas part, each once and in that order; empty for the usual ones."""

    def read(self, text: str) -> list[str]:
        return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))

    def usual(self) -> list[str]:
        return []


class LanguageField(OptionField):
    """Reads the code of the language in which labels and sentences are told."""

    def read(self, text: str) -> str:
        if (code := text.lower()) not in OWN_NAMES:
            sentence = _("“%(value)s” is no language of this register: it has %(codes)s.")
            params = {"value": quoted(text), "nearest": nearest(code, OWN_NAMES)}
            raise ValidationError(sentence, params=params | {"codes": ", ".join(OWN_NAMES)})
        return code

    def usual(self) -> str:
        return OWN


class ColumnsField(NamesField):
    """Reads names of columns; which there are depends on what a row is."""

    @property
    def tables(self) -> Iterable[Table]:
        """Return the tables in whose rows a list may be told."""
        return TABLES[self.noun.name].values()


class OwnColumnsField(ColumnsField):
    """Reads names of columns where each row is a record of the list itself."""

    @property
    def tables(self) -> Iterable[Table]:
        return [own_table(self.noun)]


class FacetsField(NamesField):
    """Reads by which facets records are to be counted."""

    def read(self, text: str) -> list[str]:
        names, known = super().read(text), [facet.parameter for facet in self.noun.counted]
        sentence = _("This list is not counted by “%(value)s”.")
        errors = [unknown(sentence, name, known) for name in names if name not in known]
        if errors:
            raise ValidationError(errors)
        return names


def chosen_columns(table: Table, names: Sequence[str]) -> list[Column]:
    """Return the columns of these names, all where there are none.

    Raises ValidationError, which names each that the table does not have.
    """
    if not names:
        return list(table.columns)
    known = {column.name: column for column in table.columns}
    sentence = _("There is no column called “%(value)s”.")
    errors = [unknown(sentence, name, known) for name in names if name not in known]
    if errors:
        raise ValidationError(errors)
    return [known[name] for name in names]
