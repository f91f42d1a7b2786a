"""JSON-LD: what a page tells machines of its record, in the words of schema.org."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from agreements.nouns import noun_of
from agreements.nouns.schema_org import LICENCE, Told, in_languages, known


def describe(record: Model, told: Told) -> dict:
    """Return the JSON-LD of a record."""
    address = told.absolute(record.get_absolute_url())
    return known(
        {
            "@context": "https://schema.org",
            "@id": address,
            "mainEntityOfPage": address,
            "identifier": getattr(record, "ref", ""),
            "alternateName": in_languages((name.language, name.text) for name in told.names),
            "description": getattr(record, "summary", ""),
            **noun_of(record).json_ld(record, told),
        }
    )


def describe_register(name: str, description: str, absolute: Callable[[str], str]) -> dict:
    """Return the JSON-LD of the register itself."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "description": description,
        "url": absolute(reverse("agreements:home")),
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute(reverse("agreements:search")) + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }
