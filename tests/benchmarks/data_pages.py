"""Times a page of 100 agreements as JSON, beside the same page made of instances.

Run as `python -m tests.benchmarks.data_pages`. It makes an invented register of 20,000 agreements
once and keeps it in a folder, and prints milliseconds of the processor: what a page costs, whatever
else the machine does.
"""

import json
import sys
from time import process_time

from tests.benchmarks.registers import parser, printed, sqlite_register

SIZE, PAGES = 100, 40
ADDRESS = f"/agreements.json?page_size={SIZE}"


def measure():
    """Print, as JSON, the summaries of each way to make pages all over the list."""
    import django  # noqa: PLC0415, the settings are those of the process that was asked

    django.setup()
    from django.test import Client  # noqa: PLC0415

    from tests.benchmarks.instances import page_of_instances  # noqa: PLC0415
    from tests.benchmarks.timing import in_turns  # noqa: PLC0415

    client, addresses = Client(), [ADDRESS]
    while len(addresses) < PAGES:
        addresses.append(client.get(addresses[-1]).json()["next"])
    cursors, numbers = iter(addresses * 2), iter(range(2 * PAGES))
    ways = {
        "the register's page, by after=": lambda: seconds(lambda: client.get(next(cursors))),
        "the same of instances, by OFFSET": lambda: seconds(
            lambda: page_of_instances(next(numbers) * SIZE, SIZE)
        ),
    }
    print(json.dumps(dict(zip(ways, in_turns(ways.values()), strict=True))))


def seconds(act):
    """Return the seconds of the processor that an act takes."""
    start = process_time()
    act()
    return process_time() - start


def main():
    """Measure in a process of its own, and print."""
    options = parser(__doc__, 20_000, "How many to invent.").parse_args()
    path = sqlite_register(options.folder, options.agreements)
    for way, taken in printed(f"sqlite:///{path}", __spec__.name, "measure").items():
        print(f"{taken['ms']:7.1f} ms ({taken['low']:.1f} to {taken['high']:.1f})  {way}")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
