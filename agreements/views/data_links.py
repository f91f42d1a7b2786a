"""Where the same list or record is told as data, for readers and for programs."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

from agreements.formats import FORMATS
from agreements.formats.format import Format
from agreements.keeper import licence
from agreements.language_paths import bare, in_same_language
from agreements.lists.addresses import list_context

from .negotiation import HTML

# The formats that readers are offered, in this order; programs find all of them.
OFFERED = ("xlsx", "csv", "json", "atom")
# Proxies take a few thousand bytes of headers, and addresses of lists can be long.
MAX_HEADER = 2000
# Those by which it is cited.
CITED = ("bib", "ris", "csl.json")
OF_LISTS = tuple(found for found in FORMATS.values() if found.of_list)
OF_RECORDS = tuple(found for found in FORMATS.values() if found.of_record)


class DataLink(NamedTuple):
    """A format and the address of what a page shows in it."""

    format: Format
    href: str

    @property
    def label(self) -> Promise | str:
        return self.format.label


def links_of_list(noun, selection) -> list[DataLink]:
    """Return where all that is chosen is told as data, in the same order and language."""
    chosen = list_context(selection)
    suited = (found for found in OF_LISTS if found.suits(noun))
    # A feed tells what changes from now on.
    suited = (found for found in suited if not (selection.as_of and found.is_feed))
    return [DataLink(found, list_address(noun, found.extension, chosen)) for found in suited]


def list_address(noun, extension, query) -> str:
    """Return the address of a noun's list as data, told in the language of the page.

    `query` is "", or begins with its "?".
    """
    return f"{bare(noun.list_address).rstrip('/')}.{extension}{in_same_language(query)}"


def links_of_record(record, as_of=None) -> list[DataLink]:
    """Return where a record is told as data, as it is or as it was at the end of a day."""
    query = in_same_language(f"?as_of={as_of.isoformat()}" if as_of else "")
    return [DataLink(found, data_address(record, found) + query) for found in OF_RECORDS]


def data_address(record, data_format: Format) -> str:
    """Return the address of a record in a data format."""
    address = {"address": record.address, "extension": data_format.extension}
    return bare(reverse(f"agreements:{record._meta.model_name}-data", kwargs=address))


def offered(links) -> list[DataLink]:
    """Return those links that readers are offered."""
    return links_in(links, OFFERED)


def cited(links) -> list[DataLink]:
    """Return those links by which reference managers cite the page."""
    return links_in(links, CITED)


def links_in(links, extensions) -> list[DataLink]:
    """Return the links to formats of these extensions, in their order."""
    by_extension = {link.format.extension: link for link in links}
    return [by_extension[name] for name in extensions if name in by_extension]


def link_header(links) -> str:
    """Return the Link header (RFC 8288) of (address, relation, media type or "") triples.

    Those that are one too many for a header are left out; the head of a page has all.
    """
    header = ""
    for address, relation, kind in links:
        link = f'<{address}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "")
        if len(header) + len(link) > MAX_HEADER:
            break
        header += f", {link}" if header else link
    return header


def of_the_register() -> list[tuple[str, str, str]]:
    """Return what holds of all lists and data, as triples of a Link header: licence and API."""
    return [
        (licence().address, "license", ""),
        (bare(reverse("agreements:openapi")), "service-desc", "application/json"),
        (reverse("agreements:api"), "service-doc", HTML),
    ]


def alternates(links, absolute) -> list[tuple[str, str, str]]:
    """Return the same page as data as triples of a Link header."""
    return [(absolute(link.href), "alternate", link.format.content_type) for link in links]
