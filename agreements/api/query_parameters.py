"""The parameters of lists as data, told by the fields that read them."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.formats import options
from agreements.formats.data_filter import DataFilter
from agreements.formats.format import Format
from agreements.language_paths import OWN, OWN_NAMES
from agreements.lists import fields
from agreements.lists.live import labels
from agreements.nouns import Noun
from agreements.nouns.facets import NOT_STATED, ChoiceFacet, RecordFacet
from agreements.nouns.years import YEAR, YearFacet
from agreements.search.query import MAX_LENGTH
from agreements.tables.table import TABLES

Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address: what it means, what it may be, and how several are given.

    Values that `commas` part stand in one; else the parameter is given again for each.
    """

    name: str
    means: Promise | str
    schema: Schema
    commas: bool = False
    is_required: bool = False

    @property
    def values(self) -> list[str]:
        """Return the values that it may have, none where they cannot be listed."""
        return (self.schema.get("items") or self.schema).get("enum", [])

    def described(self) -> dict[str, Any]:
        """Return it as OpenAPI has it."""
        several = {"style": "form", "explode": not self.commas}
        return {
            "name": self.name,
            "in": "query",
            "description": str(self.means),
            "required": self.is_required,
            "schema": self.schema,
            **(several if self.schema["type"] == "array" else {}),
        }


def parameters(noun: Noun, data_format: Format) -> list[Parameter]:
    """Return the parameters of a noun's list in a format."""
    found = DataFilter(QueryDict(), noun, data_format, labels).form_fields()
    told = [of_field(field, name) for name, field in found.items()]
    return [*told, PAGE] if data_format.has_pages else told


PAGE = Parameter(
    "page",
    _("The number of a page, for people; programs follow “next”."),
    {"type": "integer", "minimum": 1, "maximum": 999_999_999},
)
SINCE = (
    Parameter(
        "since",
        _("The number of a revision, as answers tell it."),
        {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
        is_required=True,
    ),
    Parameter(
        "changed_at",
        _("The moment of that revision, as answers tell it: another state of the register is 410."),
        {"type": "string", "pattern": f"^{options.MOMENT}$"},
    ),
)


@singledispatch
def of_field(field: forms.Field, name: str) -> Parameter:
    """Return the Parameter that a field reads."""
    return Parameter(name, field.label or name, {"type": "string"})


@of_field.register
def _facet(field: fields.FacetField, name: str) -> Parameter:
    schema = {"type": "array", "maxItems": fields.MAX_VALUES, "items": _of_facet(field.facet)}
    return Parameter(name, field.label or field.facet.label, schema)


def _of_facet(facet: Any) -> Schema:
    """Return the schema of a value of a facet."""
    lacking = [NOT_STATED] if facet.may_lack else []
    match facet:
        case ChoiceFacet():
            return {"type": "string", "enum": [*facet.choices.values, *lacking]}
        case RecordFacet():
            return {
                "type": "string",
                "pattern": f"^({facet.model.ADDRESS_PATTERN.pattern}|{NOT_STATED})$",
            }
        case YearFacet():
            return {"type": "string", "pattern": f"^({YEAR}(-{YEAR})?|{facet.UNDATED})$"}
    return {"type": "string"}


@of_field.register
def _words(field: fields.SearchField, name: str) -> Parameter:
    return Parameter(name, _("Words to look for."), {"type": "string", "maxLength": MAX_LENGTH})


@of_field.register
def _day(field: fields.DayField, name: str) -> Parameter:
    means = _("The day on which it is asked what is in force: 2024-05-01. Today without it.")
    return Parameter(name, means, {"type": "string", "format": "date"})


@of_field.register
def _past_day(field: fields.PastDayField, name: str) -> Parameter:
    means = _(
        "The register as it was at the end of this day: 2026-10-01. Without it, as it is now."
    )
    return Parameter(name, means, {"type": "string", "format": "date"})


@of_field.register
def _sort(field: fields.SortField, name: str) -> Parameter:
    return Parameter(name, _("The order."), {"type": "string", "enum": list(field.orders)})


@of_field.register
def _number(field: fields.WholeNumberField, name: str) -> Parameter:
    schema = {
        "type": "integer",
        "minimum": field.least,
        "maximum": field.limit,
        "default": field.default,
    }
    return Parameter(name, field.label, schema)


@of_field.register
def _rows(field: options.RowsField, name: str) -> Parameter:
    schema = {"type": "string", "enum": list(TABLES[field.noun.name])}
    return Parameter(name, _("What a row is."), schema)


@of_field.register
def _chart(field: options.ChartField, name: str) -> Parameter:
    means = _("Which chart of the list is drawn, or told in numbers.")
    return Parameter(name, means, {"type": "string", "enum": list(field.charts)})


@of_field.register
def _bom(field: options.BomField, name: str) -> Parameter:
    means = _("Whether the file begins with the mark by which spreadsheets know Unicode.")
    return Parameter(name, means, {"type": "string", "enum": ["0", "1"], "default": "1"})


@of_field.register
def _language(field: options.LanguageField, name: str) -> Parameter:
    means = _("In which language labels and sentences are told; names of columns stay as they are.")
    return Parameter(name, means, {"type": "string", "enum": list(OWN_NAMES), "default": OWN})


@of_field.register
def _after(field: options.AfterField, name: str) -> Parameter:
    means = _("Where the page begins, as “next” of the page before it says.")
    return Parameter(name, means, {"type": "string"})


@of_field.register
def _columns(field: options.ColumnsField, name: str) -> Parameter:
    names = dict.fromkeys(column.name for table in field.tables for column in table.columns)
    return _names(name, _("Which columns are told, in this order; all without it."), names)


@of_field.register
def _facets(field: options.FacetsField, name: str) -> Parameter:
    names = [facet.parameter for facet in field.noun.counted]
    return _names(
        name,
        _("What else the records are counted by; with page_size=0 only the numbers are told."),
        names,
    )


def _names(name: str, means: Promise, names: Any) -> Parameter:
    items = {"type": "string", "enum": list(names)} if names else {"type": "string"}
    return Parameter(name, means, {"type": "array", "items": items}, commas=True)
