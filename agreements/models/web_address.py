"""Addresses of pages elsewhere that the register prints as links."""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What search engines, newsletters and social networks append to the addresses they pass on.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa)_[a-z_]+|[a-z]*clid|gbraid|wbraid|srsltid|igshid|igsh|mc_[ce]id|_ga|spm"
    r"|wprov",
    re.ASCII,
)
WORD = re.compile(r"[^\W_]+")


def is_web_address(address: str) -> bool:
    """Return whether a stored address may be printed as a link; the database takes any text."""
    try:
        validate_web_address(address)
    except ValidationError:
        return False
    return True


def validate_web_address(address):
    """Refuse what no browser opens for everybody: other schemes, passwords, hosts of one's own."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ValidationError(_("This is no address of a page.")) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise ValidationError(_("An address begins with https:// or http://."))
    if "@" in parts.netloc:
        raise ValidationError(_("An address that is printed holds no user name and no password."))
    if not _is_public(parts.hostname or ""):
        raise ValidationError(_("Only one's own network has this address: readers cannot open it."))


def _is_public(host: str) -> bool:
    """Return whether a host can be the same for everybody: not this machine, nor one beside it."""
    try:
        return ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        return "." in name and not name.endswith((".localhost", ".local", ".internal"))


def words_of_address(address):
    """Return the words of an address of a page elsewhere, small and in order: host, path, query.

    Scheme, "www.", usual ports, trackers and the place within the page are left out, so that all
    ways to write an address have the same words. There are none of what is no such address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return []
    if parts.scheme.lower() not in ("http", "https") or not host:
        return []
    asked = [pair for pair in parts.query.split("&") if not TRACKING.fullmatch(pair.split("=")[0])]
    texts = [_readable_host(host), "" if port in (None, 80, 443) else str(port)]
    texts += [unquote(parts.path), *(unquote(pair) for pair in asked)]
    return WORD.findall(" ".join(texts).casefold())


def _readable_host(host):
    """Return a host without "www.", in the letters of its own script."""
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")
