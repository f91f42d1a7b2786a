"""The parameters of a list as data: those of its page, and those of the format."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements.index.selection import Selection
from agreements.language_paths import PARAMETER as LANGUAGE
from agreements.lists.filters import RELEVANCE, FilterForm, RegisterFilter
from agreements.lists.labels import Labels
from agreements.nouns import Noun
from agreements.tables.table import own_table

from .cursors import Cursor
from .format import Format
from .options import LanguageField, chosen_columns


class DataForm(FilterForm):
    """Reads an address of a noun's data, in which it hangs on the rows which columns there are."""

    noun: Noun
    is_strict = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("after"):
            self._check_after(cleaned)
        if cleaned.get("chart") and {"rows", "columns"} & self.data.keys():
            self.add_error("chart", _("Give either “chart” or rows: a chart has rows of its own."))
        if "rows" in self.errors or "columns" in self.errors:
            return cleaned
        table = cleaned.setdefault("rows", own_table(self.noun))
        try:
            cleaned["columns"] = chosen_columns(table, cleaned.get("columns", ()))
        except ValidationError as error:
            self.add_error("columns", error)
        return cleaned

    def _check_after(self, cleaned: dict[str, Any]) -> None:
        """Refuse a page that begins after a place where places move, or of another order."""
        sort = cleaned.get("sort")
        if "page" in self.data:
            self.add_error("after", _("Give either “page” or “after”: both say where it begins."))
        elif cleaned.get("q") and sort in ("", RELEVANCE):
            self.add_error("after", _("What best fits your words moves: give “sort” with “after”."))
        elif cleaned["after"].sort != (sort or next(iter(self.noun.orders))):
            self.add_error("after", _("This page of the list was given for another order."))


class DataFilter(RegisterFilter):
    """What an address of data asks for: what is chosen, and how it is to be told.

    A format that holds or counts whole lists has no pages; one that counts by facets besides may
    be asked for the numbers alone, on a page without a row.
    """

    class Meta:
        form = DataForm

    def __init__(self, data: QueryDict, noun: Noun, data_format: Format, labels: Labels):
        self.format = data_format
        self.least_page_size = 0 if "facets" in data_format.options else 1
        super().__init__(data, noun, labels=labels)

    def get_form_class(self) -> type[DataForm]:
        form_class = super().get_form_class()
        form_class.noun = self.noun
        return form_class

    def form_fields(self) -> dict[str, forms.Field]:
        """Return the fields of the list, without pages where there are none, and of the format."""
        fields = super().form_fields()
        fields.pop("view", None)
        if not self.format.has_pages:
            del fields["page_size"]
        if self.format.is_feed:
            del fields["as_of"]
        fields[LANGUAGE] = LanguageField(self.noun)
        made = {name: make(self.noun) for name, make in self.format.options.items()}
        return fields | {name: field for name, field in made.items() if field}

    @property
    def selection(self) -> Selection:
        """Return what is chosen, in one order for all languages; a page may begin after a place."""
        cursor = self.cursor
        return replace(super().selection, after=cursor and cursor.place, language=None)

    @property
    def cursor(self) -> Cursor | None:
        """Return where the page begins, None where its number says so."""
        return self.form.cleaned_data.get("after")

    @property
    def asked(self) -> dict[str, Any]:
        """Return what is asked of the format: the table, its columns and its options, by name."""
        names = {"rows", "columns", *self.format.options}
        return {name: self.form.cleaned_data.get(name) for name in names}
