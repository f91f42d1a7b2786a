"""The orders that a reader can put a list in."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models.ordering import BY_NAME, BY_TITLE, Order


class Arrangement(NamedTuple):
    """One of the orders that a reader can put a list in."""

    label: Promise
    order: Order
    descending: bool = False


NAME_ORDERS = {
    "name": Arrangement(_("Name, A to Z"), BY_NAME),
    "-name": Arrangement(_("Name, Z to A"), BY_NAME, descending=True),
}


TITLE_ORDERS = {
    "title": Arrangement(_("Title, A to Z"), BY_TITLE),
    "-title": Arrangement(_("Title, Z to A"), BY_TITLE, descending=True),
}


def day_orders(field: str, order: Order) -> dict[str, Arrangement]:
    """Return the orders of records by a day of theirs, the newest first of all."""
    return {
        f"-{field}": Arrangement(_("Newest first"), order, descending=True),
        field: Arrangement(_("Oldest first"), order),
    }
