"""Keeps pages as they were sent: one that nothing has changed is not made again.

A page is kept under its ETag, which tells the state of the register, the program and the language,
and under its whole address. One that is asked for under a newer ETag is another page, so what is
kept can be too old for nobody.
"""

import logging
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from coop.compression import ENCODINGS, is_page, preferred_encoding

# The name under which Django knows a cache that workers and machines share.
SHARED = "pages"

logger = logging.getLogger(__name__)


class KeptPage(NamedTuple):
    """A page's headers, and its body by the encoding it is in."""

    headers: dict[str, str]
    bodies: dict[str, bytes]

    @property
    def size(self) -> int:
        """Return how many bytes the bodies have."""
        return sum(map(len, self.bodies.values()))

    def answer(self, encoding: str) -> HttpResponse:
        """Return the page in an encoding, "" for none."""
        body = self.bodies[encoding] if encoding else brotli.decompress(self.bodies["br"])
        response = HttpResponse(body, headers=self.headers)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response


class KeptPages:
    """The pages that a worker keeps: those asked for last, up to so many bytes."""

    def __init__(self, room: int):
        self.room = room
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: str) -> KeptPage | None:
        """Return a page, which is now the last one asked for, None where it is not kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: str, page: KeptPage) -> None:
        """Keep a page, in the place of those that were not asked for longest."""
        with self._lock:
            self._drop(key)
            if page.size <= self.room:
                self._pages[key] = page
                self._size += page.size
            while self._size > self.room:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _drop(self, key: str) -> None:
        if page := self._pages.pop(key, None):
            self._size -= page.size


own = KeptPages(settings.KEPT_PAGES)


def find(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Return the page that is kept for a request in the state that an ETag tells, if any is."""
    key = key_of(request, etag)
    page = own.get(key) or _shared_get(key)
    return page and page.answer(encoding_for(request))


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a page that bears an ETag, and have it be sent compressed, where any are kept."""
    if not (own.room and is_page(response)) or response.cookies:
        return
    body = response.content
    page = KeptPage(
        dict(response.headers), {name: compress(body) for name, compress in ENCODINGS.items()}
    )
    key = key_of(request, response.headers["ETag"])
    own.put(key, page)
    _shared_put(key, page)
    if encoding := encoding_for(request):
        response.content = page.bodies[encoding]
        response.headers["Content-Encoding"] = encoding


def encoding_for(request: HttpRequest) -> str:
    """Return the name of the best encoding that a request takes, "" for none."""
    return preferred_encoding(request.headers.get("Accept-Encoding", ""))


def key_of(request: HttpRequest, etag: str) -> str:
    """Return the key of a page: of its state, and of its whole address."""
    whole = "\n".join((etag, request.scheme, request.get_host(), request.get_full_path()))
    return sha256(whole.encode()).hexdigest()


def _shared_get(key: str) -> KeptPage | None:
    page = _shared("get", key)
    if page:
        page = KeptPage(*page)
        own.put(key, page)
    return page


def _shared_put(key: str, page: KeptPage) -> None:
    _shared("set", key, tuple(page))


def _shared(act: str, *arguments: object) -> object:
    """Return what the shared cache answers, None without one or where it does not answer."""
    if SHARED not in settings.CACHES:
        return None
    try:
        return getattr(caches[SHARED], act)(*arguments)
    except Exception:
        logger.warning("The shared cache of pages does not answer.", exc_info=True)
        return None
