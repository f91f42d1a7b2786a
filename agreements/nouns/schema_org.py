"""The words of schema.org that several nouns share; never more than the register knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agreements.models import Country, Name, Place, Source


@dataclass(frozen=True)
class Told:
    """What is known besides a record where it is told of: nothing else is told.

    `absolute` makes an absolute address of a local one.
    """

    absolute: Callable[[str], str]
    names: Iterable[Name] = ()
    sources: Iterable[Source] = ()


def known(pairs: dict) -> dict:
    """Return a dictionary without what is not known."""
    return {name: value for name, value in pairs.items() if value}


def in_languages(names: Iterable[tuple[str, str]]) -> list[dict]:
    """Return (language, text) pairs as JSON-LD has texts of a language."""
    return [{"@language": language, "@value": text} for language, text in names]


def address_of(country: Country | None, place: Place | None = None) -> dict | None:
    """Return the PostalAddress of a body or an event, as far as it is known; None where it is not.

    A place lies in its own country, whatever country the body belongs to.
    """
    code = place.country_id if place else country and country.code
    if not code:
        return None
    return known(
        {
            "@type": "PostalAddress",
            "addressLocality": place and place.name,
            "addressCountry": code,
        }
    )


def location(place: Place | None) -> dict | None:
    """Return the Place at which something is, None where no source says."""
    return place and {"@type": "Place", "name": place.name, "address": address_of(None, place)}
