"""JSON-LD: what the register tells machines, in the words of schema.org."""

from django.db.models import Model
from django.urls import reverse

from agreements.keeper import Keeper, keeper, licence
from agreements.nouns import noun_of
from agreements.nouns.schema_org import Told, in_languages, known

from .format import Format
from .json_rows import written
from .listing import Absolute, Listing

CONTEXT = "https://schema.org"


def describe(record: Model, told: Told) -> dict:
    """Return the JSON-LD of a record; the licence is that of the page, not of what it tells of."""
    address = told.absolute(record.get_absolute_url())
    return known(
        {
            "@context": CONTEXT,
            "@id": address,
            "mainEntityOfPage": {
                "@type": "WebPage",
                "url": address,
                "license": licence().address,
            },
            "identifier": getattr(record, "ref", ""),
            "alternateName": in_languages((name.language, name.text) for name in told.names),
            "description": getattr(record, "summary", ""),
            **noun_of(record).json_ld(record, told),
        }
    )


def describe_list(listing: Listing) -> dict:
    """Return the JSON-LD of a page of a list: how many records, and where those of the page are."""
    answer = listing.answer
    selection = answer.selection
    first = (selection.page - 1) * selection.page_size + 1
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "license": licence().address,
        "numberOfItems": answer.result.total,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": listing.absolute(record.get_absolute_url()),
                "name": str(record),
            }
            for position, record in enumerate(answer.records, first)
        ],
    }


def describe_register(name: str, description: str, absolute: Absolute) -> dict:
    return known(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": name,
            "description": description,
            "url": absolute(reverse("agreements:home")),
            "license": licence().address,
            "publisher": describe_keeper(keeper()),
            "potentialAction": {
                "@type": "SearchAction",
                "target": absolute(reverse("agreements:search")) + "?q={search_term_string}",
                "query-input": "required name=search_term_string",
            },
        }
    )


def describe_keeper(kept_by: Keeper | None) -> dict | None:
    if kept_by is None:
        return None
    way = "url" if kept_by.has_page else "email"
    return known({"@type": "Organization", "name": kept_by.name, way: kept_by.address})


FORMAT = Format(
    extension="jsonld",
    content_type="application/ld+json",
    label="JSON-LD",
    of_record=lambda described: written(describe(described.record, described.told)),
    of_list=lambda listing: [written(describe_list(listing))],
)
