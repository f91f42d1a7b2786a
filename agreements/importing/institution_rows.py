"""Institutions of sheets: rows of their own, or parties of agreements."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from agreements.models import Country, Institution, Name, Place
from agreements.search.fold import fold

from .called_choices import read_choice
from .drafts import Cited
from .listed_texts import WrittenParty, parts
from .row_reading import Row
from .source_rows import CHINESE, CYRILLIC

LANGUAGES = {"name_zh": "zh-Hans", "name_uz": "uz-Latn", "name_ru": "ru"}
SHORT = re.compile(r"[\w.&-]{1,12}", re.ASCII)


class WrittenBody(NamedTuple):
    """A body as a sheet tells of it, in the columns of the sheet that are named."""

    name: str
    kind: str = ""
    place: str = ""
    country: str = ""
    website: str = ""
    other_names: tuple[tuple[str, str, str], ...] = ()


def read_institution(row: Row) -> tuple[Institution | None, bool]:
    """Return the institution of a row of its own, and whether anything of it is new."""
    name = row.text("name")
    if not name:
        row.refuse("name", _("The row has no name."))
        return None, False
    if not (cited := row.cited):
        return None, False
    body = WrittenBody(
        name,
        *(row.text(column) for column in ("kind", "city", "country", "website")),
        tuple(_other_names(row)),
    )
    institution = institution_of(row, body, cited, "name")
    is_new = institution is not None and institution._state.adding
    added = _add_names(row, institution, body, cited) if institution else 0
    return institution, bool(is_new or added)


def party_body(row: Row, party: WrittenParty, cited: Cited) -> Institution | None:
    """Return the institution that is a party."""
    body = WrittenBody(party.name, party.kind, party.place, party.country)
    return institution_of(row, body, cited, "parties")


def institution_of(row: Row, body: WrittenBody, cited: Cited, column: str) -> Institution | None:
    """Return the institution that a sheet means, of the register, of the sheet or a new one."""
    at = {name: name if column == "name" else column for name in ("kind", "country", "website")}
    country = row.country(at["country"], body.country)
    names = [body.name, *(text for _language, text, _kind in body.other_names)]
    home = country.pk if country else None
    if known := row.known(row.register.institutions, column, names, home=home):
        return known
    kind = row.read(column, lambda _text: read_choice(Institution.Kind, body.kind), default="")
    place = place_of(row, body.place, country, cited, "city" if column == "name" else column)
    institution = Institution(
        name=body.name, kind=kind, country=country, place=place, website=body.website
    )
    row.draft(institution, {**at, "name": column}, column)
    row.register.institutions.add(institution)
    _cite(row, institution, body, cited)
    return institution


def place_of(
    row: Row, name: str, country: Country | None, cited: Cited, column: str
) -> Place | None:
    """Return the place of a name in a country; one without a country is refused."""
    if not name:
        return None
    if country is None:
        sentence = _("“%(place)s” stands without its country.")
        row.refuse(column, sentence % {"place": name[:50]})
        return None
    if known := row.known(row.register.places, column, [name], home=country.pk):
        return known
    place = row.draft(Place(name=name, country=country), {}, column)
    row.register.places.add(place)
    row.drafts.cite(place, "", cited, "Is the seat of a body of which the source tells.")
    row.drafts.cite(place, "name", cited, f"Names {name}.")
    claim = f"The body that has its seat there is one of {country.name}."
    row.drafts.cite(place, "country", cited, claim, basis="concluded")
    return place


def _cite(row: Row, institution: Institution, body: WrittenBody, cited: Cited) -> None:
    drafts = row.drafts
    drafts.cite(institution, "", cited, "Tells of this body.")
    drafts.cite(institution, "name", cited, f"Names {body.name}.")
    if institution.kind:
        drafts.cite(institution, "kind", cited, f"Speaks of it as: {body.kind}.")
    if institution.country:
        drafts.cite(institution, "country", cited, f"Its country is {institution.country.name}.")
    if institution.place:
        drafts.cite(institution, "place", cited, f"Its seat is in {institution.place.name}.")
    if institution.website:
        claim = "It answers at this address."
        drafts.cite(institution, "website", cited, claim, basis="concluded")


def _other_names(row: Row) -> Iterable[tuple[str, str, str]]:
    """Yield (language, name, kind) of the other names of a row."""
    for column, language in LANGUAGES.items():
        if text := row.text(column):
            tag = "uz-Cyrl" if column == "name_uz" and CYRILLIC.search(text) else language
            yield tag, text, Name.Kind.OFFICIAL
    for text in row.read("aliases", parts, default=[]):
        tag = "zh-Hans" if CHINESE.search(text) else "ru" if CYRILLIC.search(text) else "en"
        is_short = SHORT.fullmatch(text) or tag == "zh-Hans"
        yield tag, text, Name.Kind.SHORT if is_short else Name.Kind.OFFICIAL


def _add_names(row: Row, institution: Institution, body: WrittenBody, cited: Cited) -> int:
    """Add the names that the institution does not bear yet; return how many."""
    held = {fold(institution.name), *row.register.institutions.names_of(institution)}
    wanted = [("en", body.name, Name.Kind.OFFICIAL), *body.other_names]
    added = 0
    for language, text, kind in wanted:
        if fold(text) and fold(text) not in held:
            held.add(fold(text))
            name = Name(institution=institution, language=language, text=text, kind=kind)
            row.check(name, {"text": "aliases"}, "aliases")
            row.drafts.items.append(name)
            row.drafts.cite(institution, "names", cited, f"Calls it {text}.", name=name)
            added += 1
    row.register.institutions.add(institution, [text for _language, text, _kind in wanted])
    return added
