"""Prints what a register with one language more answers at the addresses that are given."""

import json
import sys

import django
from django.db import transaction
from django.test import Client


def answers(addresses):
    """Return {address: [status, language, text]} out of a register that is gone afterwards."""
    # It can be read only when Django is ready.
    from tests.loading import load  # noqa: PLC0415

    client, found = Client(), {}
    with transaction.atomic():
        load("countries", "article", "corroboration")
        for address in addresses:
            told = client.get(address)
            text = b"".join(told).decode()
            found[address] = told.status_code, told.headers.get("Content-Language"), text
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(answers(sys.argv[1:])))
