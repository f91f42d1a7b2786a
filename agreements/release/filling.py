"""Fills an empty register with a release."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from django.db import DatabaseError, IntegrityError, connection, transaction

from agreements.changes.triggers import without_log
from agreements.editing.refusals import sentence_of
from agreements.models import ANYTHING, Change, Epoch
from agreements.models.change import Revision
from agreements.synthesis.tables import Table, continue_numbering

from .opened import NotARelease, OpenedRelease
from .released import ReleasedTable, released_tables
from .sheets import CHUNK, Sheet
from .typed import FIRST_ROW, Typed


class NotEmpty(Exception):  # noqa: N818, it is no error of the program
    """The register holds something already, and would be a mixture of two."""


def fill(release: OpenedRelease) -> int:
    """Fill an empty register with a release, and return how many rows it has.

    All of it or nothing: the tables are compared with the release before others see them. The
    register has the revision that was released, so that its next release is the same.
    """
    return _Filling(release).fill()


class _Filling:
    """A register that is being filled; `at` is the table that is being written."""

    def __init__(self, release: OpenedRelease) -> None:
        self.release = release
        self.at = ""

    def fill(self) -> int:
        try:
            with transaction.atomic():
                revision = self.release.revision
                with without_log():
                    count = self._write()
                _take_over(revision)
        except IntegrityError as error:
            raise NotARelease(f"{self.at}: {sentence_of(error)}") from error
        except (DatabaseError, OverflowError) as error:
            raise NotARelease(f"{self.at}: the database takes none of it: {error}") from error
        return count

    def _write(self) -> int:
        """Write all tables, and compare them with those of the release."""
        tables = released_tables()
        refuse_what_is_held(tables)
        for table in tables:
            self.at = table.file_name
            self._write_table(table)
        continue_numbering([table.model for table in tables])
        self.at = "Links between tables"
        connection.check_constraints()
        return self._compare(tables)

    def _write_table(self, table: ReleasedTable) -> None:
        columns = [Typed(table, column) for column in table.columns]
        written = Table(table.model, *(one.column.holds.attname for one in columns))
        for first, part in self._parts(table):
            cells = list(zip(*part, strict=True))
            values = [
                [None] * len(part) if one.leads_to_itself else one.values(texts, first)
                for one, texts in zip(columns, cells, strict=True)
            ]
            written.write(zip(*values, strict=True))
        for place, one in enumerate(columns):
            if one.leads_to_itself:
                self._write_own_links(one, place)

    def _write_own_links(self, link: Typed, place: int) -> None:
        """Write the links of rows to others of their table, which are all there now."""
        table, model = link.table, link.table.model
        [key] = [place for place, column in enumerate(table.columns) if column.holds.primary_key]
        column = connection.ops.quote_name(link.column.holds.column)
        update = (
            f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET {column} = %s"  # noqa: S608, names only
            f" WHERE {connection.ops.quote_name(model._meta.pk.column)} = %s"
        )
        for first, part in self._parts(table):
            ends = link.values([row[place] for row in part], first)
            pairs = [
                (end, int(row[key])) for end, row in zip(ends, part, strict=True) if end is not None
            ]
            with connection.cursor() as cursor:
                cursor.executemany(update, pairs)

    def _parts(self, table: ReleasedTable) -> Iterator[tuple[int, list[list[str]]]]:
        """Yield the rows of a table in parts, each with the number of its first row."""
        rows, first = self.release.rows(table), FIRST_ROW
        while part := list(islice(rows, CHUNK)):
            yield first, part
            first += len(part)

    def _compare(self, tables: tuple[ReleasedTable, ...]) -> int:
        sums, count, differing = self.release.sums, 0, []
        for table in tables:
            sheet, whole = Sheet(table), sha256()
            for part in sheet:
                whole.update(part)
            count += sheet.count
            if whole.hexdigest() != sums[table.file_name]:
                differing.append(table.file_name)
        if differing:
            raise NotARelease(
                f"Once loaded, these tables would differ from the release: {', '.join(differing)}."
            )
        return count


def refuse_what_is_held(tables: tuple[ReleasedTable, ...]) -> None:
    """Raise NotEmpty where a register holds a row of any table."""
    for table in tables:
        if table.model._base_manager.exists():
            raise NotEmpty(
                f"The register holds {table.model._meta.verbose_name_plural} already, and would "
                "be a mixture of two. Give DATABASE_URL of an empty database."
            )


def _take_over(revision: Revision) -> None:
    """Have the register be at a revision: its log begins there, and all is to be read anew."""
    Change.objects.all().delete()
    Change.objects.create(pk=revision.number, noun=ANYTHING, noted_at=revision.noted_at)
    Epoch.objects.begin()
    continue_numbering([Change])
