"""What the rows of each noun tell: texts made ready for {% each %}, out of a record and its Row."""

from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from agreements.lists import row_words
from agreements.models import (
    Agreement,
    Alliance,
    Country,
    Event,
    Institution,
    Person,
    Place,
    Project,
    Publisher,
    Sector,
    Source,
)
from agreements.models.languages import language_name
from agreements.punctuation import listed
from agreements.spoken import named, named_in

from .display import as_time, as_time_or_not, event_days, grade_sign, worded


class Row(NamedTuple):
    """What all rows show alike of a record.

    `href` takes along the list, or the day, that it is seen in. `name` has marks where words were
    looked for in it, `reasons` why it was found. `told_apart` is its number where another record
    before it on the page is called the same: who hears the links knows it by that. `told` says of a
    publisher that was found what it is: its body may be called the same.
    """

    href: str
    name: SafeString
    told: str
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
    told: str
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
    told: str
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
    told: str
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    publisher: SafeString
    kind: str
    published: SafeString | str
    ref: str
    language: str
    url: str


class OtherRow(NamedTuple):
    """A record of another noun as a row shows it: what Row has, and then what is told of its noun.

    `number` and `other_number` are of what belongs to it, in words.
    """

    href: str
    name: SafeString
    told: str
    told_apart: str
    is_similar: bool
    reasons: list[ReasonInRow]
    ref: str = ""
    kind: str = ""
    status: str = ""
    days: SafeString | str = ""
    place: SafeString | str = ""
    country: str = ""
    position: SafeString | str = ""
    body: SafeString | str = ""
    number: str = ""
    other_number: str = ""


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


def alliance_row(row, alliance):
    """Return the OtherRow of an alliance, and of its Row."""
    return OtherRow(
        *row,
        ref=alliance.ref,
        number=row_words.members_in_words(alliance.member_count),
        days=as_time_or_not(alliance.launched),
    )


def event_row(row, event):
    """Return the OtherRow of an event, and of its Row."""
    kind = row_words.choice_in(get_language(), Event, "kind", event.kind)
    return OtherRow(*row, ref=event.ref, kind=kind, days=event_days(event), **place_of(event))


def project_row(row, project):
    """Return the OtherRow of a project, and of its Row."""
    page = get_language()
    return OtherRow(
        *row,
        ref=project.ref,
        kind=row_words.choice_in(page, Project, "kind", project.kind),
        status=row_words.choice_in(page, Project, "status", project.status),
        days=as_time(project.started),
        **place_of(project),
    )


def place_of(record):
    """Return the place and the country of an event or a project as fields of OtherRow."""
    page, place = get_language(), record.place
    if place is None:
        return {}
    name = named_in(page, place.shown_name_in(page))
    return {"place": name, "country": place.country.title_in(page)}


def person_row(row, person):
    """Return the OtherRow of a person, and of its Row: without a statement or a work it says so."""
    said, written = person.statement_count, person.written_count
    return OtherRow(
        *row,
        ref=person.ref,
        position=person.position and worded(person.position),
        body=person.body and named(person.body),
        number=row_words.statements_in_words(said) if said or not written else "",
        other_number=row_words.written_in_words(written) if written else "",
    )


def publisher_row(row, publisher):
    """Return the OtherRow of a publisher, and of its Row."""
    number = row_words.in_words(publisher.source_count, "source")
    return OtherRow(*row, ref=publisher.ref, number=number)


def place_row(row, place):
    """Return the OtherRow of a place, and of its Row."""
    return OtherRow(*row, country=str(place.country))


def counted_row(row, record):
    """Return the OtherRow of a sector or a country, and of its Row."""
    number = row_words.records_in_words(record.agreement_count)
    return OtherRow(*row, ref=getattr(record, "code", ""), number=number)


OWN_ROWS = {
    Agreement: agreement_row,
    Alliance: alliance_row,
    Country: counted_row,
    Event: event_row,
    Institution: institution_row,
    Person: person_row,
    Place: place_row,
    Project: project_row,
    Publisher: publisher_row,
    Sector: counted_row,
    Source: source_row,
}
