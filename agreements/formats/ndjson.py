"""NDJSON: a JSON object a line, for programs that read one record after the other."""

from collections.abc import Iterator

from .format import Format
from .json_rows import as_object, written
from .listing import Listing
from .options import ColumnsField, RowsField


def of_list(listing: Listing) -> Iterator[bytes]:
    names = [column.name for column in listing.columns]
    for part in listing.parts():
        yield b"".join(written(as_object(names, row)) + b"\n" for row in part)


FORMAT = Format(
    extension="ndjson",
    content_type="application/x-ndjson",
    label="NDJSON",
    of_list=of_list,
    options={"rows": RowsField, "columns": ColumnsField},
    is_whole=True,
    is_saved=True,
)
