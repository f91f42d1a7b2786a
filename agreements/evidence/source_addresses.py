"""What the addresses of sources answered: asked anew, or told by a list, and kept with its day."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from agreements.models import AddressAnswer, Source
from agreements.models.web_address import is_web_address

from .asked_addresses import Told

CHUNK = 500
STATUSES = range(100, 600)


class Unreadable(Exception):  # noqa: N818, it is no error of the program
    """A list of answers that cannot be read; the sentence says which row, and why."""


def addresses_to_ask(most: int) -> list[str]:
    """Return addresses of sources: those that were never asked, then those asked longest ago."""
    asked_on = dict(AddressAnswer.objects.values_list("address", "asked_on"))
    bearing = Source.objects.exclude(url="").order_by("pk").values_list("url", flat=True)
    addresses = [address for address in dict.fromkeys(bearing) if is_web_address(address)]
    addresses.sort(key=lambda address: asked_on.get(address, date.min))
    return addresses[:most]


def keep(answers: Iterable[Told], on: date) -> int:
    """Keep what addresses answered on a day, all or nothing; return how many are kept.

    What is known of addresses that no source bears any longer is dropped.
    """
    rows = [
        AddressAnswer(
            address=told.address,
            status=told.status,
            moved_to=told.moved_to[:500],
            said=told.said[:200],
            asked_on=on,
        )
        for told in {told.address: told for told in answers}.values()
    ]
    with transaction.atomic():
        AddressAnswer.objects.bulk_create(
            rows,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["address"],
            update_fields=["status", "moved_to", "said", "asked_on"],
        )
        AddressAnswer.objects.exclude(address__in=Source.objects.values("url")).delete()
    return len(rows)


def listed(lines: Iterable[str]) -> Iterator[Told]:
    """Yield the answers that a list tells: an address, a status, to where it leads on if it does.

    A status of 0, or none, says that nobody answered. Raise Unreadable, of the first bad row.
    """
    for number, row in enumerate(csv.reader(lines), start=1):
        texts = [text.strip() for text in row]
        if not any(texts) or (number == 1 and not is_web_address(texts[0])):
            continue
        yield _told(number, *[*texts, "", ""][:3])


def _told(number: int, address: str, status: str, moved_to: str) -> Told:
    if not is_web_address(address):
        raise Unreadable(f"Row {number}: “{address}” is no address of a page.")
    if moved_to and not is_web_address(moved_to):
        raise Unreadable(f"Row {number}: “{moved_to}” is no address of a page.")
    if status in ("", "0"):
        return Told(address, said="Nobody answered.")
    if not (status.isascii() and status.isdigit() and int(status) in STATUSES):
        raise Unreadable(f"Row {number}: “{status}” is no status of an answer, such as 200 or 404.")
    return Told(address, int(status), moved_to)
