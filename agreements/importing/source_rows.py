"""The source that a row names: known by its address or its title, or made anew."""

import re

from django.utils.translation import gettext as _

from agreements.models import Publisher, Source
from agreements.models.days import Day, Precision
from agreements.models.web_address import host_of

from .called_choices import read_known_day
from .drafts import Cited
from .row_reading import Row

FIELDS = {
    "title": "source_title",
    "url": "source_url",
    "publisher": "source_publisher",
    "language": "source_language",
    "published_on": "source_published_on",
}
CYRILLIC = re.compile("[А-Яа-я]")
CHINESE = re.compile("[\u4e00-\u9fff]")
# As sheets write languages, where the register is more exact.
LANGUAGES = {"zh": "zh-Hans", "cn": "zh-Hans", "chinese": "zh-Hans", "english": "en"}
LANGUAGES |= {"russian": "ru", "uzbek": "uz-Latn", "german": "de", "korean": "ko"}
NOT_KNOWN = "und"


def cited_source(row: Row, sender: str) -> Cited | None:
    """Return the source of a row, None where it names none: the sheet itself, if it has a sender.

    Only of the sheet itself is it known where in it something stands.
    """
    address, title = row.text("source_url"), row.text("source_title")
    if not address and not title and not row.text("source_publisher"):
        return _sheet_itself(row, sender)
    named = voice(row.text("source_publisher"))
    known = row.register.sources.at(address) if address else None
    if not address and title:
        known = row.register.sources.called(title, named)
    if known:
        return Cited(known)
    day = row.read(
        "source_published_on",
        read_known_day,
        default=Day(None, Precision.DAY),
    )
    source = Source(
        title=title,
        url=address,
        publisher=_publisher(row, named, address),
        published_on=day.on,
        published_precision=day.precision,
        language=language_of(row.text("source_language"), title),
    )
    row.draft(source, FIELDS, "source_url" if address else "source_title")
    row.register.sources.add(source)
    return Cited(source)


def voice(text: str) -> str:
    """Return who speaks in what another one passes on: "A via B" is the voice of A.

    An edition or a site in brackets is no publisher of its own.
    """
    named = re.split(r"\s+via\s+", text, maxsplit=1)[0]
    return re.sub(r"\s*\([^()]*\)$", "", named) or named


def language_of(text: str, title: str) -> str:
    """Return the tag of a language as the register writes it."""
    tag = LANGUAGES.get(text.lower(), text)
    if tag == "uz":
        return "uz-Cyrl" if CYRILLIC.search(title) else "uz-Latn"
    if not tag and CHINESE.search(title):
        return "zh-Hans"
    return tag or NOT_KNOWN


def _publisher(row: Row, named: str, address: str) -> Publisher:
    host = host_of(address)
    if not named and (known := row.register.sources.publisher_at(address)):
        return known
    name = named or host
    if known := row.known(row.register.publishers, "source_publisher", [name]):
        return known
    publisher = Publisher(name=name)
    row.draft(publisher, {"name": "source_publisher"}, "source_publisher")
    row.register.publishers.add(publisher)
    return publisher


def _sheet_itself(row: Row, sender: str) -> Cited | None:
    if not sender:
        row.refuse("source_url", _("The row names no source. Say who sent the sheet, at least."))
        return None
    locator = f"row {row.number}"
    if known := row.register.sources.called(row.sheet.name, sender):
        return Cited(known, locator)
    publisher = row.known(row.register.publishers, "source_publisher", [sender])
    if publisher is None:
        publisher = row.draft(Publisher(name=sender), {}, "source_publisher")
        row.register.publishers.add(publisher)
    source = Source(
        title=row.sheet.name,
        kind=Source.Kind.DOCUMENT,
        publisher=publisher,
        language=NOT_KNOWN,
    )
    row.draft(source, {}, "source_title")
    row.register.sources.add(source)
    return Cited(source, locator)
