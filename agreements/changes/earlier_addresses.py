"""Addresses at which sources stood before they moved: versions of their rows have them."""

import json

from agreements.models import Source, Version

FIELD = "url"
# Sources that are found by an address that they had.
MOST = 100


def earlier_addresses(source: Source) -> list[str]:
    """Return the addresses that a source had before the one it has, the newest first."""
    versions = _changes().filter(key=str(source.pk)).order_by("-pk")
    found = dict.fromkeys(_address(version) for version in versions)
    return [address for address in found if address and address != source.url]


def moved_from(text: str) -> set[str]:
    """Return the keys of the sources that had an address with this text in it."""
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    versions = _changes().filter(old__icontains=written).order_by("-pk")[:MOST]
    return {version.key for version in versions if text.casefold() in _address(version).casefold()}


def is_like_address(text: str) -> bool:
    """Return whether somebody seems to look for an address: it has a host, and no blanks."""
    return "." in text.strip(".") and not any(letter.isspace() for letter in text)


def _changes():
    return Version.objects.filter(table=Source._meta.db_table, op=Version.Op.UPDATE)


def _address(version: Version) -> str:
    return (version.columns or {}).get(FIELD) or ""
