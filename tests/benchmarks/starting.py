"""Prints how long a process takes to have its indexes, out of a file where SNAPSHOTS has one.

Run by `pages.py`, as JSON: the `seconds` of the processor.
"""

import json

import django

django.setup()

from agreements.lists import live  # noqa: E402, Django is not ready before
from tests.benchmarks.processor import processor_seconds  # noqa: E402


def main():
    """Begin, and print."""
    start = processor_seconds()
    with live.snapshot():
        seconds = processor_seconds() - start
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
