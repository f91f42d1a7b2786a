"""What a table of published data is, and which there are of the records of each list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Citation, Party, Revision
from agreements.nouns import AGREEMENT, LISTED, Noun
from agreements.nouns.column import Column

from .parties import PARTY_COLUMNS, seats
from .records import Record, among, read
from .statements import STATEMENT_COLUMNS, statements

# So many records are read at a time.
CHUNK = 2000


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A table of published data: what its rows are, and how they come of chosen records.

    `rows` gives them of Records, in the order of those; each column makes its value of a row. How
    many there are of the records of a noun, by their primary keys, is what `count` says.
    """

    name: str
    means: Promise
    columns: tuple[Column, ...]
    rows: Callable[[Sequence[Record]], Iterable[Any]]
    count: Callable[[Noun, Sequence], int] = lambda _noun, keys: len(keys)

    def read(
        self,
        noun: Noun,
        keys: Sequence,
        columns: Sequence[Column],
        absolute: Callable[[str], str],
        revision: Revision | None = None,
    ) -> Iterator[list[list]]:
        """Yield the values of columns, a part of the rows at a time, in the order of the records.

        The records are those of a noun with these primary keys, as of a revision; `absolute` makes
        an absolute address of a local one.
        """
        made = [column.value for column in columns]
        for records in chunks(noun, keys, absolute, revision):
            yield [[value(row) for value in made] for row in self.rows(records)]


def chunks(
    noun: Noun,
    keys: Sequence,
    absolute: Callable[[str], str],
    revision: Revision | None = None,
) -> Iterator[Sequence[Record]]:
    """Yield the Records of a noun with these primary keys, some thousand at a time, in order."""
    address = absolute(noun.list_address)
    for start in range(0, len(keys), CHUNK):
        yield list(read(noun, list(keys[start : start + CHUNK]), address, revision))


def tables_of(noun: Noun) -> Iterator[Table]:
    """Yield the tables of a noun's records: a row for each, and what else belongs to them."""
    yield Table(name=noun.plural, means=noun.list_sentence, columns=noun.columns, rows=iter)
    if noun is AGREEMENT:
        yield PARTIES
    if noun.is_spoken_of:
        yield STATEMENTS


PARTIES = Table(
    name="parties",
    means=_("A row for each body's place in an agreement."),
    columns=PARTY_COLUMNS,
    rows=seats,
    count=lambda _noun, keys: among(Party, keys, "agreement").count(),
)
STATEMENTS = Table(
    name="statements",
    means=_("A row for each time that a source speaks of a record: what it says, and where."),
    columns=STATEMENT_COLUMNS,
    rows=statements,
    count=lambda noun, keys: among(Citation, keys, noun.name).count(),
)
# By the noun, whose own table comes first, and by their names, which `rows=` takes.
TABLES = {noun.name: {table.name: table for table in tables_of(noun)} for noun in LISTED}


def own_table(noun: Noun) -> Table:
    """Return the table that has a row for each record of a noun."""
    return TABLES[noun.name][noun.plural]
