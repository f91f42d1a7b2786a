"""The register as gunicorn serves it, but its downloads break off where a request says so."""

from threading import local

# The register is made ready by this, before anything else of it can be read.
from coop.wsgi import application as register  # isort: split

from agreements.tables import table
from agreements.views import downloads
from coop.worker import PatientWorker

asked = local()
read = table.read
downloads.MAX_WHOLE = 2
table.CHUNK = 1


class HastyWorker(PatientWorker):
    """Gives up who takes nothing for some seconds."""

    seconds_to_take = 3


def breaking(*arguments):
    """Read the records of a part, or break off in place of a part that the request names."""
    asked.parts = getattr(asked, "parts", 0) + 1
    if asked.parts > asked.whole:
        raise RuntimeError
    return read(*arguments)


def application(environ, start_response):
    """Answer as the register does; parts are longer by as many bytes as the request says."""
    asked.parts, asked.whole = 0, int(environ.get("HTTP_X_BREAK_AFTER", 100))
    more = b" " * int(environ.get("HTTP_X_LONGER_BY", 0))
    return (
        Longer(register(environ, start_response), more)
        if more
        else register(environ, start_response)
    )


class Longer:
    """The parts of an answer, each with more behind it."""

    def __init__(self, parts, more):
        self._parts, self._more = parts, more

    def __iter__(self):
        return (part + self._more for part in self._parts)

    def close(self):
        self._parts.close()


table.read = breaking
