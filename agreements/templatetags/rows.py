"""Rows of lists: for each noun a template of `templates/rows/`, which shows `rows`."""

from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from agreements.lists import row_words
from agreements.models import Agreement, Institution, Source
from agreements.models.languages import language_name
from agreements.models.numbers import grouped_in
from agreements.punctuation import listed
from agreements.spoken import named_in, spoken

from .display import as_time_or_not, grade_sign

register = template.Library()
register.filter(row_words.in_words)
register.filter(row_words.records_in_words)
register.filter(row_words.members_in_words)
register.filter(row_words.statements_in_words)
register.filter(row_words.written_in_words)


class Row(NamedTuple):
    """What all rows show alike of a record.

    `href` takes along the list, or the day, that it is seen in. `name` has marks where words were
    looked for in it, `reasons` why it was found. `told_apart` is its number where another record
    before it on the page is called the same: who hears the links knows it by that.
    """

    href: str
    name: SafeString
    told_apart: str
    is_similar: bool
    reasons: list["ReasonInRow"]


class ReasonInRow(NamedTuple):
    """Why a record was found, with marks in it."""

    text: SafeString


class PartyInRow(NamedTuple):
    """A party as the row of an agreement shows it."""

    name: SafeString
    country: str
    code: str


class SectorInRow(NamedTuple):
    """A sector as the row of an agreement shows it."""

    href: str
    name: SafeString


class AgreementRow(NamedTuple):
    """An agreement as a row shows it: what Row has, and then its own."""

    href: str
    name: SafeString
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    ref: str
    stands_for: str
    parties: list[PartyInRow]
    sectors: list[SectorInRow]
    signed: SafeString | str
    grade: str
    sign: str
    grade_label: str
    status: str


class InstitutionRow(NamedTuple):
    """An institution as a row shows it: what Row has, and then its own.

    `called` is its name without marks, `number` how many agreements it has, in words, which are
    listed at `agreements`; where a page does not tell of these, all that follows is empty.
    """

    href: str
    name: SafeString
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    called: SafeString
    is_unnamed: bool
    kind: str
    place: SafeString | str
    country: str
    ref: str
    number: str = ""
    agreements: str = ""
    sectors: str = ""
    countries: str = ""
    has_more_countries: bool = False


class SourceRow(NamedTuple):
    """A source as a row shows it: what Row has, and then its own."""

    href: str
    name: SafeString
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    publisher: SafeString
    kind: str
    published: SafeString | str
    ref: str
    language: str
    url: str


class CountedRow(NamedTuple):
    """A record in a list of those that are counted: what Row has, and then its own.

    `address` is its text in addresses, `title` what it is called, `code` that of a country.
    """

    href: str
    name: SafeString
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
    pairs = zip(rows_of(context, records), records, strict=True)
    if own_row := OWN_ROWS.get(type(records[0])):
        pairs = [own_row(row, record) for row, record in pairs]
    return drawn(context, f"rows/{records[0]._meta.model_name}.html", rows=pairs)


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


def agreement_row(row, agreement):
    """Return the AgreementRow of an agreement, and of its Row."""
    page = get_language()
    is_one, grade = agreement.stands_for == 1, agreement.evidence
    return AgreementRow(
        *row,
        ref=agreement.ref,
        stands_for="" if is_one else row_words.in_words(agreement.stands_for, "agreement"),
        parties=[
            PartyInRow(
                named_in(page, body.shown_name_in(page)),
                *((of.title_in(page), of.pk) if of else ("", "")),
            )
            for body, of in agreement.takers
        ],
        sectors=[
            SectorInRow(href, named_in(page, sector.shown_name_in(page)))
            for href, sector in agreement.served
        ],
        signed=as_time_or_not(agreement.signed),
        grade=grade,
        sign=grade and grade_sign(grade),
        grade_label=grade and row_words.grade_in(page, grade),
        status=row_words.choice_in(page, Agreement, "status", agreement.status),
    )


def institution_row(row, institution):
    """Return the InstitutionRow of an institution, and of its Row."""
    page, kind = get_language(), institution.kind
    place, country = institution.place, institution.country
    own = InstitutionRow(
        *row,
        called=named_in(page, institution.shown_name_in(page)),
        is_unnamed=not institution.is_named,
        kind=kind and row_words.choice_in(page, Institution, "kind", kind),
        place=place and named_in(page, place.shown_name_in(page)),
        country=country and country.title_in(page),
        ref=institution.ref,
    )
    agreed = getattr(institution, "agreed", None)
    if not agreed:
        return own
    return own._replace(
        number=row_words.in_words(agreed.number, "agreement"),
        agreements=agreed.href if agreed.number else "",
        sectors=listed(agreed.sectors),
        countries=listed(agreed.countries),
        has_more_countries=agreed.has_more_countries,
    )


def source_row(row, source):
    """Return the SourceRow of a source, and of its Row."""
    page, kind = get_language(), source.kind
    return SourceRow(
        *row,
        publisher=named_in(page, source.publisher.shown_name_in(page)),
        kind=kind and row_words.choice_in(page, Source, "kind", kind),
        published=as_time_or_not(source.published),
        ref=source.ref,
        language=language_name(source.language),
        url=source.url,
    )


# The nouns of which pages show most rows: theirs are drawn by {% each %}.
OWN_ROWS = {Agreement: agreement_row, Institution: institution_row, Source: source_row}


def drawn(context, name, **values):
    """Return a template as HTML, within the page."""
    made = context.template.engine.get_template(name)
    with context.push(**values):
        return made.render(context)
