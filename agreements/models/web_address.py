"""Addresses of pages elsewhere that the register prints as links."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


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
