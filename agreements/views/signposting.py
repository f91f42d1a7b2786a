"""FAIR Signposting: what programs follow from the page of a record to what it is, and whose."""

from agreements.formats import FORMATS
from agreements.keeper import keeper, licence

# Those that tell all that is known of a record, and those by which it is cited.
DESCRIBING = ("jsonld", "json", "bib", "ris", "csl.json")
SCHEMA = "https://schema.org/"


def signposts(data):
    """Return (address, relation, media type or "") triples for the page of a record, told by the
    JSON-LD of it.

    They are level 1 of the profile: the lasting address by which to cite the record, what kind of
    thing the page and the record are, what describes it, its licence, and who answers for it where
    the keeper has a page.
    """
    kept_by = keeper()
    links = [(data["@id"], "cite-as", "")]
    links += [(SCHEMA + name, "type", "") for name in ("AboutPage", data["@type"])]
    links += [
        (address_of(data["@id"], name), "describedby", media_type(name)) for name in DESCRIBING
    ]
    links.append((licence().address, "license", ""))
    if kept_by and kept_by.has_page:
        links.append((kept_by.href, "author", ""))
    return links


def address_of(page, extension):
    """Return the absolute address of a record as data, by that of its page."""
    return f"{page.rstrip('/')}.{extension}"


def media_type(extension):
    return FORMATS[extension].content_type.partition(";")[0]
