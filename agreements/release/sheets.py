"""Tables as CSV, part by part, and read back row by row."""

from collections.abc import Iterator
from itertools import islice

from agreements.tables.written_values import csv_of

from .cells import as_texts
from .released import ReleasedTable

CHUNK = 5_000


class Sheet:
    """A table of the register as CSV, part by part; `count` has how many rows were read so far."""

    def __init__(self, table: ReleasedTable) -> None:
        self.table, self.count = table, 0

    def __iter__(self) -> Iterator[bytes]:
        columns = self.table.columns
        yield csv_of([[column.name for column in columns]])
        rows = self.table.rows().iterator(chunk_size=CHUNK)
        while part := list(islice(rows, CHUNK)):
            self.count += len(part)
            yield csv_of(as_texts([column.kind for column in columns], part))
