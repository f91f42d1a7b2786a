"""Atom (RFC 4287): what changed last in a list, for whoever follows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agreements.keeper import keeper, licence
from agreements.language_paths import in_same_language
from agreements.lists.addresses import list_context
from agreements.lists.answer import records_in_order
from agreements.lists.wording import title_of
from agreements.models import Agreement
from agreements.models.grades import Grade
from agreements.models.translation import read_translations_along
from agreements.tables.written_values import moment

from .format import Format
from .listing import Listing

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml"
# A feed has to tell a moment even of a register in which nothing was ever written.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# XML has no way to write them.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def of_list(listing: Listing) -> Iterator[bytes]:
    """Yield the feed: its order is its own, whatever order the list has."""
    answered, absolute = listing.answer, listing.absolute
    selection = replace(answered.selection, sort="")
    page = absolute(answered.noun.list_address + list_context(selection))
    start = absolute(f"{answered.noun.list_address.rstrip('/')}.{FORMAT.extension}")
    address = start + list_context(selection)
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": get_language()})
    add(feed, "id", address)
    add(feed, "title", _("%(list)s · Coop") % {"list": title_of(answered.noun, selection)})
    add(feed, "updated", updated(listing))
    itself = start + in_same_language(list_context(selection))
    add(feed, "link", rel="self", type=CONTENT_TYPE, href=itself)
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(feed, "link", rel="license", href=licence().address)
    add(feed, "rights", licence().name)
    add_author(feed)
    records = read_translations_along(answered.filterset.queryset)
    for record in records_in_order(records, listing.keys):
        add_entry(feed, record, listing)
    yield tostring(feed, encoding="utf-8", xml_declaration=True)


def updated(listing: Listing) -> str:
    """Return when the newest entry changed; of a feed without any, when the register did."""
    whole = listing.revision.noted_at if listing.revision else BEGINNING
    return moment(max(listing.changed_at.values(), default=whole))


def add_author(feed: Element) -> None:
    """Say who keeps the register: a feed must name somebody, if only the register."""
    kept_by, author = keeper(), SubElement(feed, "author")
    add(author, "name", kept_by.name if kept_by else "Coop")
    if kept_by and kept_by.address:
        add(author, "uri" if kept_by.has_page else "email", kept_by.address)


def add_entry(feed: Element, record: Model, listing: Listing) -> None:
    address = listing.absolute(record.get_absolute_url())
    entry = SubElement(feed, "entry")
    add(entry, "id", address)
    add(entry, "title", str(record), **language_of(record.shown_name))
    add(entry, "updated", moment(listing.changed_at[record.pk]))
    add(entry, "link", rel="alternate", type="text/html", href=address)
    if told := summary(record):
        add(entry, "summary", told, **language_of(told))
    if hasattr(record, "evidence"):
        grade = Grade(record.evidence)
        scheme = listing.absolute(reverse("agreements:about"))
        add(entry, "category", term=grade.value, scheme=scheme, label=str(grade.label))


def language_of(told: str) -> dict[str, str]:
    """Return the attribute that says of which language a text is, where not of that of the feed."""
    lang = getattr(told, "lang", "")
    return {"xml:lang": lang} if lang else {}


def summary(record: Model) -> str:
    """Return what a record is about, or who agreed; empty where neither is told."""
    told = getattr(record, "shown_summary", "")
    if told or not isinstance(record, Agreement):
        return told
    return ", ".join(party.institution.name for party in record.parties.all())


def add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = NOT_IN_XML.sub("", text) or None


FORMAT = Format(
    extension="atom",
    content_type=CONTENT_TYPE,
    label=gettext_lazy("Follow"),
    standard="Atom",
    of_list=of_list,
    is_whole=True,
    is_feed=True,
)
