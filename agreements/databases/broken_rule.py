"""Which rule a database kept by refusing what was to be written."""

from typing import NamedTuple


class BrokenRule(NamedTuple):
    """A rule of a table, as far as the database tells which.

    `name` is that of a constraint or an index, `columns` are those whose values are there already.
    `is_link` is true where a row would lead to one that is not there.
    """

    name: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()
    is_link: bool = False
