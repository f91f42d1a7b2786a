"""A part of a file, for a reader who goes on where a transfer broke off (RFC 9110, section 14)."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from agreements.formats.problem import problem

PART = 64 * 1024
# One part alone: who asks for several at once gets the whole, as for what cannot be read.
ONE_PART = re.compile(
    r"bytes=\s*(?:([0-9]{1,30})-([0-9]{0,30})|-([0-9]{1,30}))\s*", re.ASCII | re.I
)


class OutsideError(LookupError):
    """A part was asked for that the file does not have."""


class FilePart:
    """Some bytes of an open file, a few at a time; it closes the file."""

    def __init__(self, file: IO[bytes], sent: range) -> None:
        self.file, self.sent = file, sent

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.sent.start)
        left = len(self.sent)
        while part := self.file.read(min(PART, left)):
            left -= len(part)
            yield part

    def close(self) -> None:
        self.file.close()


def part_asked(request: HttpRequest, size: int, etag: str) -> range | None:
    """Return which bytes of a file of a size are asked for, None for all of them.

    A part goes with what a reader has of that very file: by If-Range whoever has another one, or
    may have, gets all. Raises OutsideError where the file has none of these bytes.
    """
    match = ONE_PART.fullmatch(request.headers.get("Range", ""))
    if not match or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last, at_end = (int(text) if text else None for text in match.groups())
    start = first if at_end is None else max(size - at_end, 0)
    stop = size if last is None else min(last + 1, size)
    if last is not None and last < start:
        return None
    if start >= size:
        raise OutsideError
    return range(start, stop)


def file_answer(
    request: HttpRequest, opened: Callable[[], IO[bytes]], size: int, etag: str, content_type: str
) -> HttpResponse:
    """Return an answer with a file of a size in bytes, or with the part of it that is asked for.

    The file is `opened` where bytes of it are sent, and closed with the answer.
    """
    try:
        part = part_asked(request, size, etag)
    except OutsideError:
        detail = _("The file does not have the bytes that were asked for.")
        response = problem(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    sent = part or range(size)
    body = () if request.method == "HEAD" else FilePart(opened(), sent)
    response = StreamingHttpResponse(body, content_type=content_type)
    if part:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response.headers["Content-Length"] = str(len(sent))
    response.headers["Accept-Ranges"] = "bytes"
    return response
