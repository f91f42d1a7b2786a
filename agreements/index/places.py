"""Where in an order a page begins that goes on after another one."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where a record stood in an order: its key there, None where it had none, and its primary key.

    The key is as the database has it, or that as text of ISO 8601 where it is a day or a moment.
    Records that nobody touches keep their places, whatever is written around them.
    """

    key: object
    pk: int | str
