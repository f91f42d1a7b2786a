"""The words of schema.org that several nouns share; never more than the register knows."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def known(pairs: dict) -> dict:
    """Return a dictionary without what is not known."""
    return {name: value for name, value in pairs.items() if value}


def in_languages(names) -> list[dict]:
    """Return (language, text) pairs as JSON-LD has texts of a language."""
    return [{"@language": language, "@value": text} for language, text in names]


def address_of(country, place=None) -> dict | None:
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


def location(place) -> dict | None:
    """Return the Place at which something is, None where no source says."""
    return place and {"@type": "Place", "name": place.name, "address": address_of(None, place)}
