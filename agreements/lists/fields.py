"""What reads and checks the parameters of an address, one field each."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models.days import FIRST_YEAR, LAST_YEAR
from agreements.models.numbers import grouped
from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import Facet, FacetValue
from agreements.search.query import MAX_LENGTH, Query, parse

from .labels import Labels
from .slips import likely_values, likely_word

MAX_VALUES = 50
SHOWN_LENGTH = 60
ROWS, CHARTS = "rows", "charts"
VIEWS = {ROWS: _("Rows"), CHARTS: _("Charts")}


def quoted(text: str) -> str:
    """Return a reader's own text so that a message can show it: printable, not too long."""
    printable = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text
    )
    return printable if len(printable) <= SHOWN_LENGTH else f"{printable[:SHOWN_LENGTH]}…"


def given(texts: Iterable[str] | None) -> list[str]:
    """Return the different texts that an address has for a parameter, without empty ones."""
    return list(dict.fromkeys(text for text in texts or () if text))


class FacetField(forms.Field):
    """Reads the texts of one facet's parameter into FacetValues."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, facet: Facet | DerivedFacet, labels: Labels, **options: object):
        self.facet = facet
        self.labels = labels
        super().__init__(**options)

    def clean(self, value: list[str] | None) -> tuple[FacetValue, ...]:
        """Return a tuple of FacetValues; a ValidationError names each text that has none."""
        texts = given(value)
        if len(texts) > MAX_VALUES:
            raise ValidationError(
                _("Choose at most %(limit)s values of one filter."), params={"limit": MAX_VALUES}
            )
        values = self.labels.read(self.facet, texts)
        known = {value.text for value in values}
        unknown = [text for text in texts if text not in known]
        if unknown:
            likely = likely_values(self.facet, unknown, self.labels)
            raise ValidationError([self._error(text, likely.get(text)) for text in unknown])
        return tuple(values)

    def _error(self, text: str, likely: FacetValue | None) -> ValidationError:
        params = {"value": quoted(text), "written": text}
        if likely:
            params |= {"nearest": likely.text, "meant": likely.label}
        return ValidationError(self.facet.unknown_message, params=params)


class OneValueField(forms.Field):
    """Reads the one value of a parameter; several different ones are refused.

    `several` is the sentence that says so.
    """

    widget = forms.MultipleHiddenInput
    several = _("Give this parameter once: the address has several.")

    def clean(self, value: list[str] | None) -> object:
        """Return what the one text of the address means, or what is meant without any."""
        texts = given(value)
        if len(texts) > 1:
            raise ValidationError(self.several)
        return self.read(texts[0]) if texts else self.usual()

    def read(self, text: str) -> object:
        """Return what a text of the address means; raise ValidationError where it means nothing."""
        raise NotImplementedError

    def usual(self) -> object:
        """Return what is meant where the address says nothing."""
        return None


class SearchField(OneValueField):
    """Reads what a reader looks for, as a Query; None where that is nothing."""

    several = _("Look for one thing at a time: the address has several.")

    def clean(self, value: list[str] | None) -> Query | None:
        """Return a Query, None where nothing is looked for."""
        return super().clean([text.strip() for text in value or ()])

    def read(self, text: str) -> Query:
        if len(text) > MAX_LENGTH:
            raise ValidationError(
                _("What you look for is too long: at most %(limit)s characters are read."),
                params={"limit": grouped(MAX_LENGTH)},
            )
        query = parse(text)
        if not query.terms:
            raise ValidationError(
                _("“%(value)s” has no letter or digit to look for."),
                params={"value": quoted(text)},
            )
        return query


class WholeNumberField(OneValueField):
    """Reads a whole number of plain digits; 10^30 and Arabic digits are not page sizes."""

    several = _("Choose one number of rows on a page: the address has several.")

    def __init__(self, *, limit: int, default: int, least: int = 1, **options: object):
        self.limit = limit
        self.default = default
        self.least = least
        super().__init__(**options)

    def read(self, text: str) -> int:
        is_number = re.fullmatch(r"[0-9]{1,9}", text, re.ASCII)
        if not is_number or not self.least <= int(text) <= self.limit:
            raise ValidationError(
                _("“%(value)s” is not a number of rows from %(least)s to %(limit)s."),
                params={"value": quoted(text), "least": self.least, "limit": self.limit},
            )
        return int(text)

    def usual(self) -> int:
        return self.default


class SortField(OneValueField):
    """Reads the name of one of a list's orders, empty where none is given."""

    several = _("Choose one order of the list: the address has several.")

    def __init__(self, *, orders: Collection[str], **options: object):
        self.orders = orders
        super().__init__(**options)

    def read(self, text: str) -> str:
        if text not in self.orders:
            raise ValidationError(
                _("This list cannot be sorted by “%(value)s”."), params={"value": quoted(text)}
            )
        return text

    def usual(self) -> str:
        return ""


class ViewField(OneValueField):
    """Reads in which view a list is shown: as rows, "", or as its charts."""

    several = _("Choose one view of the list: the address has several.")

    def read(self, text: str) -> str:
        if text not in VIEWS:
            raise ValidationError(
                _("This list has no view “%(value)s”: it is shown as “rows” or as “charts”."),
                params={"value": quoted(text), "written": text, **self._meant(text)},
            )
        return "" if text == ROWS else text

    def usual(self) -> str:
        return ""

    def _meant(self, text: str) -> dict[str, str]:
        nearest = likely_word(text, VIEWS)
        return {"nearest": nearest, "meant": str(VIEWS[nearest])} if nearest else {}


def read_day(text: str) -> date | None:
    """Return the day that a text such as "2024-05-01" names, None where it names none."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


class DayField(OneValueField):
    """Reads the day on which something is asked, None where none is given."""

    several = _("Ask for one day at a time: the address has several.")

    def read(self, text: str) -> date:
        day = read_day(text)
        if day is None:
            raise ValidationError(
                _("“%(value)s” is not a day from 1900 to 2199; days are written as in 2024-05-01."),
                params={"value": quoted(text)},
            )
        return day


class PastDayField(DayField):
    """Reads the day as at whose end the register is asked for: none that has not come."""

    def read(self, text: str) -> date:
        day = super().read(text)
        if day > timezone.localdate():
            raise ValidationError(_("That day has not come yet."))
        return day
