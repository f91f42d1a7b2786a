"""Times searches and addresses that nobody asks in good faith, on an invented register.

Run as `python -m tests.benchmarks.hostile`. It makes the register once and keeps it in a folder,
asks each of `tests/search/hostile_queries.py` of every list and of /search/, and each address of
`hostile_addresses.py`, prints the slowest answers, and exits with status 1 where one takes longer
than it may or fails.
"""

import sys
from http import HTTPStatus

from tests.benchmarks.hostile_addresses import addresses
from tests.benchmarks.registers import Register, manage, parser, sqlite_register
from tests.search.hostile_queries import HOSTILE, TOO_LONG, address

PATHS = ("/search/", "/agreements/", "/institutions/", "/sources/", "/people/", "/events/")
MOST_SECONDS, MOST_SECONDS_OF_ADDRESS = 0.5, 1.0
SHOWN = 25


def measure(url):
    """Return [(seconds, status, path, name, is bad)] of all that is asked, the slowest first.

    Each is timed twice, and the quicker answer counts.
    """
    register = Register(url)
    register.ask("build")
    found = []
    for path in PATHS:
        for name, text in (HOSTILE | TOO_LONG).items():
            seconds, status = best(register, address(path, text))
            is_bad = seconds > MOST_SECONDS or status != HTTPStatus.OK
            found.append((seconds, status, path, name, is_bad))
    for name, asked in addresses():
        seconds, status = best(register, asked)
        is_bad = seconds > MOST_SECONDS_OF_ADDRESS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        found.append((seconds, status, asked.partition("?")[0], name, is_bad))
    register.close()
    return sorted(found, reverse=True)


def best(register, asked):
    """Return the (seconds, status) of the quicker of two answers."""
    answers = [register.ask("answer", asked) for _turn in range(2)]
    quicker = min(answers, key=lambda answer: answer["seconds"])
    return quicker["seconds"], quicker["status"]


def main():
    """Measure and print; exit with status 1 where an answer is late or no page."""
    options = parser(__doc__, 20_000, "How many to invent.").parse_args()
    manage(f"sqlite:///{options.folder}/none", "collectstatic", "--noinput", "--verbosity", 0)
    found = measure(f"sqlite:///{sqlite_register(options.folder, options.agreements)}")
    for seconds, status, path, name, _is_bad in found[:SHOWN]:
        print(f"{1000 * seconds:8.0f} ms  {status}  {path:16}{name}")
    bad = [row for row in found if row[-1]]
    print(f"{len(found)} were asked; {len(bad)} took longer than they may, or failed.")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
