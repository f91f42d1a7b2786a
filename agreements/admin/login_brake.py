"""The brake on guessing passwords: a name waits, at the address where wrong ones were typed.

A stranger elsewhere can hold off nobody: the same name may log in from other addresses.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from math import ceil

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import ngettext

from .kept_forms import kept_form

# Stands for a name where a letter is asked for; nobody can be called so, as it has a space.
ASKS_FOR_LETTER = "password reset"


def address_of(request) -> str | None:
    """Return the address that a request comes from, None where none is known.

    A proxy adds to the header whom it has before it: only the last entry is its own word. In
    IPv6 one line has 2**64 addresses, which count as one.
    """
    address = caller(request)
    if address is None or address.version == 4:
        return address and str(address)
    own = IPv6Network((address, 64), strict=False).network_address
    return str(address.ipv4_mapped or own)


def caller(request) -> IPv4Address | IPv6Address | None:
    """Return the very address that a request comes from, None where none is known."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", text).rpartition(",")[2]
    try:
        return ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None


def in_log(username, address, *_others) -> str:
    """Return who was refused, as the server's log tells it: on one line, whatever was typed."""
    return f"{username!a} from {address}"


def held_off(request, _response, credentials):
    """Answer who has to wait, and for how long; a form that was kept stays kept."""
    seconds = _seconds_to_wait(request, credentials)
    is_letter = credentials["username"] == ASKS_FOR_LETTER
    sentence = (_letters if is_letter else _passwords)(ceil(seconds / 60))
    answer = admin.site.ask_for_login(request, kept_form(request), status=429, has_to_wait=sentence)
    answer.headers["Retry-After"] = seconds
    return answer.render()


def count_letter(request) -> bool:
    """Count a letter that an address asks for; return whether it has to wait for the next one."""
    credentials = {"username": ASKS_FOR_LETTER}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True
    user_login_failed.send(__name__, credentials=credentials, request=request)
    return bool(request.axes_locked_out)


def _passwords(minutes):
    sentence = ngettext(
        "Too many wrong passwords were typed for this name. Try again in %(minutes)s minute.",
        "Too many wrong passwords were typed for this name. Try again in %(minutes)s minutes.",
        minutes,
    )
    return sentence % {"minutes": minutes}


def _letters(minutes):
    sentence = ngettext(
        "Too many letters were asked for from here. Try again in %(minutes)s minute.",
        "Too many letters were asked for from here. Try again in %(minutes)s minutes.",
        minutes,
    )
    return sentence % {"minutes": minutes}


def _seconds_to_wait(request, credentials) -> int:
    """Return after how many seconds the newest wrong password does not count any more."""
    attempts = AccessAttempt.objects.filter(
        username=credentials["username"], ip_address=request.axes_ip_address
    )
    newest = attempts.aggregate(newest=Max("attempt_time"))["newest"] or timezone.now()
    left = newest + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, ceil(left.total_seconds()))
