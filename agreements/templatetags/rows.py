"""Rows of lists: for each noun a template of `templates/rows/`, which shows `rows`."""

from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from agreements.models import Agreement, Publisher
from agreements.models.numbers import grouped_in
from agreements.spoken import named_in, spoken

from .display import noun_label
from .noun_rows import OWN_ROWS, ReasonInRow, Row

register = template.Library()


class CountedRow(NamedTuple):
    """A record in a list of those that are counted: what Row has, and then its own.

    `address` is its text in addresses, `title` what it is called, `code` that of a country.
    """

    href: str
    name: SafeString
    told: str
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    address: str
    title: str
    code: str
    count: str
    share: int
    is_ticked: bool


@register.simple_tag(takes_context=True)
def rows(context, records):
    """Show records of one noun as rows of a list."""
    if not records:
        return ""
    own_row = OWN_ROWS[type(records[0])]
    pairs = zip(rows_of(context, records), records, strict=True)
    shown = [own_row(row, record) for row, record in pairs]
    return drawn(context, f"rows/{records[0]._meta.model_name}.html", rows=shown)


@register.simple_tag(takes_context=True)
def counted_rows(context, records):
    """Return the CountedRows of records."""
    page, ticked = get_language(), context["ticked"]
    return [
        CountedRow(
            *row,
            address=record.address,
            title=str(record),
            code=getattr(record, "code", ""),
            count=grouped_in(page, record.agreement_count),
            share=record.share,
            is_ticked=record.address in ticked,
        )
        for row, record in zip(rows_of(context, records), records, strict=True)
    ]


def rows_of(context, records):
    """Return the Rows of records."""
    page, is_found = get_language(), context.get("search")
    # The outermost of the scopes that included templates do not share.
    titles = context.render_context.dicts[0].setdefault("titles of rows", {})
    return [
        Row(
            href=record.get_absolute_url() + context.get(along(record), ""),
            name=named_in(page, name, record.highlighted if is_found else None),
            told=noun_label(record) if is_found and isinstance(record, Publisher) else "",
            told_apart=number_beside(titles.setdefault(str(name), record), record),
            is_similar=bool(is_found and record.is_similar),
            reasons=[ReasonInRow(spoken(text)) for text in record.reasons] if is_found else [],
        )
        for record in records
        for name in [record.shown_name_in(page)]
    ]


def number_beside(first, record):
    """Return the number of a record that is not the first one of its name, if it bears any."""
    return "" if first == record else getattr(record, "ref", "")


def along(record):
    """Return the name of what the address of a record takes along."""
    return "list_context" if isinstance(record, Agreement) else "as_of_context"


def drawn(context, name, **values):
    """Return a template as HTML, within the page."""
    made = context.template.engine.get_template(name)
    with context.push(**values):
        return made.render(context)
