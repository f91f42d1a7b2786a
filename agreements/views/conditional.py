"""Spares a reader the page that they have already."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.translation import get_language

from agreements.keeper import keeper, licence
from agreements.models import Change

from . import kept_pages

SAFE_METHODS = ("GET", "HEAD")
PROGRAM = ("agreements", "coop", "templates")
PROGRAM_FILES = {".css", ".html", ".mo", ".py", ".svg"}


def may_keep_copies(request):
    """Return whether a reader may keep copies of pages; who is signed in may see more than others.

    While the program is being developed its files change under a process that has read them.
    """
    is_safe = request.method in SAFE_METHODS and not settings.DEBUG
    return is_safe and not is_signed_in(request)


def is_signed_in(request):
    """Return whether a request is of somebody who edits.

    Of one without the cookie of a session no session is read, so that the answer does not depend
    on cookies: whoever keeps it for others asks here again before each use, with theirs.
    """
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def as_before(request, day=None, besides=()):
    """Return the answer to what nothing has changed since it was made, None where something has.

    It is a 304 where the reader has a copy, or the page as it is kept here. The newest number of
    the change log tells, before any other work; `day` is that of a page which is another one
    tomorrow, `besides` what it shows that is not in the register.
    """
    if "If-None-Match" not in request.headers and not kept_pages.own.room:
        return None
    etag = revision_tag(Change.objects.revision(), day, besides)
    response = get_conditional_response(request, etag=etag)
    return tag(response, etag) if response else kept_pages.find(request, etag)


def tag(response, etag):
    """Return the response as one that anybody may keep, and ask for again by its ETag."""
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def tag_page(response, snapshot, *, may_keep, day=None, besides=()):
    """Return a page with what readers may do with a copy: nothing that is not of the newest state.

    A page bears the tag of the revision that it was made from; one that could not see all of it
    bears none and is not kept.
    """
    if may_keep and response.status_code == 200 and snapshot.is_complete:
        return tag(response, revision_tag(snapshot.revision, day, besides))
    if not snapshot.is_complete:
        add_never_cache_headers(response)
    return response


def revision_tag(revision, day=None, besides=()):
    """Return the ETag of pages: of the register's state, the program and the language.

    Every page says who keeps the register, and on which terms: that is part of the state. That of a
    page which is another one tomorrow has the day, too, and what a page shows besides is in it.
    """
    number, noted_at, epoch = revision or (0, "", "")
    kept = digest(noted_at, epoch, keeper(), licence(), *besides)
    state = f"{number}-{kept}-{program_digest()}-{get_language()}"
    return f'W/"{state}-{day.isoformat()}"' if day else f'W/"{state}"'


def number_of_tag(etag):
    """Return the number of the revision that an ETag of pages tells, as text."""
    return etag.removeprefix('W/"').partition("-")[0]


@cache
def program_digest():
    """Return a short text that is another for every change of the program."""
    files = sorted(
        path
        for folder in PROGRAM
        for path in (settings.BASE_DIR / folder).rglob("*")
        if path.suffix in PROGRAM_FILES
    )
    return digest(*(path.read_bytes() for path in files))


def digest(*parts):
    whole = sha256()
    for part in parts:
        whole.update(part if isinstance(part, bytes) else str(part).encode())
    return whole.hexdigest()[:12]
