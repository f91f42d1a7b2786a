"""How data is sent: whole where it is short, in parts that show where they break otherwise."""

from http import HTTPStatus
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from time import monotonic

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from agreements.databases import replica
from agreements.formats.problem import problem
from agreements.tables.table import own_table

# So many records are sent as a whole; of those with many rows each, or in all tables, fewer.
MAX_WHOLE, MAX_WHOLE_OF_MANY = 5_000, 1_000
# A process makes so many long files at a time; others are asked to wait.
AT_ONCE = 2
# A spreadsheet takes a second of a processor for some hundreds of agreements.
SPREADSHEETS_AT_ONCE = 1
SECONDS_TO_WAIT = 30
# Whoever reads slower than this keeps one state of the database for too long.
MAX_SECONDS = 600

slots = BoundedSemaphore(AT_ONCE)
slots_of_spreadsheets = BoundedSemaphore(SPREADSHEETS_AT_ONCE)


class TooSlowError(Exception):
    """A reader took too long to take a download."""


class Download:
    """Parts of a file, made as they are sent, out of one state of the register, in one language.

    That state is left with the last part, with whatever breaks the download off, and where the
    reader goes away.
    """

    def __init__(self, parts, state, seconds=MAX_SECONDS):
        self._parts, self._state = parts, state
        self._language, self._source = get_language(), replica.source()
        self._until = monotonic() + seconds

    def __iter__(self):
        return self

    def __next__(self):
        try:
            if monotonic() > self._until:
                raise TooSlowError
            with override(self._language), replica.reading_from(self._source):
                return next(self._parts)
        except BaseException:
            self.close()
            raise

    def close(self):
        self._state.close()


def sent(view, data_format, listing):
    """Return the answer that holds a Listing in a format; whoever only asks for it gets no body."""
    response = body_of(view, data_format, listing)
    if data_format.is_saved and response.status_code == HTTPStatus.OK:
        name = f"{listing.file_name}.{data_format.extension}"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def body_of(view, data_format, listing):
    content_type = data_format.content_type
    if view.request.method == "HEAD":
        return StreamingHttpResponse(content_type=content_type)
    if not is_long(data_format, listing):
        return HttpResponse(b"".join(data_format.of_list(listing)), content_type=content_type)
    own = slots_of_spreadsheets if data_format.is_spooled else slots
    if not own.acquire(blocking=False):
        return ask_again(
            _("Several long files are being made already. Ask again in half a minute.")
        )
    state = view.state.pop_all()
    state.callback(own.release)
    download = Download(iter(data_format.of_list(listing)), state)
    if data_format.is_spooled or view.request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return spooled(download, content_type)
    return StreamingHttpResponse(download, content_type=content_type)


def is_long(data_format, listing):
    """Return whether a file is too long to be held in memory."""
    if data_format.is_short or not data_format.is_whole:
        return False
    is_of_many = data_format.is_spooled or listing.table is not own_table(listing.answer.noun)
    return len(listing.keys) > (MAX_WHOLE_OF_MANY if is_of_many else MAX_WHOLE)


def spooled(download, content_type):
    """Return a file that was made before it is sent, so that its length can be told.

    HTTP/1.0, which some proxies speak, has no other way to show that a file broke off.
    """
    file = TemporaryFile()  # noqa: SIM115, the answer closes it
    for part in download:
        file.write(part)
    file.seek(0)
    return FileResponse(file, content_type=content_type)


def ask_again(sentence):
    """Return an answer that tells in a sentence why there is no data now, and when to ask again."""
    response = problem(HTTPStatus.SERVICE_UNAVAILABLE, sentence)
    response.headers["Retry-After"] = SECONDS_TO_WAIT
    return response
