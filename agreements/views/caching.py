"""Spares a reader the page that they have already."""

from functools import cache, wraps
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.translation import get_language

from agreements.models import Change

SAFE_METHODS = ("GET", "HEAD")
PROGRAM = ("agreements", "coop", "templates")
PROGRAM_FILES = {".css", ".html", ".mo", ".py", ".svg"}


def unless_unchanged(view):
    """Return the view with a 304 where nothing was written since the reader's copy was made.

    The newest number of the change log tells, before any other work. Who is signed in may see more
    than others, and is not given copies to keep.
    """

    @wraps(view)
    def conditional(request, *args, **kwargs):
        if request.method not in SAFE_METHODS or settings.DEBUG:
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response
        etag = revision_tag()
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = view(request, *args, **kwargs)
        if response.status_code in {200, HttpResponseNotModified.status_code}:
            response.headers["ETag"] = etag
            patch_cache_control(response, no_cache=True)
        return response

    return conditional


def revision_tag():
    """Return the ETag of all pages: of the register's state, the program and the language."""
    number, noted_at = Change.objects.revision() or (0, "")
    return f'W/"{number}-{digest(noted_at)}-{program_digest()}-{get_language()}"'


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
    """Return the first letters of the SHA-256 of the parts."""
    whole = sha256()
    for part in parts:
        whole.update(part if isinstance(part, bytes) else str(part).encode())
    return whole.hexdigest()[:12]
