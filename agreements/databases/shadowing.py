"""Has a connection find other rows in a table than those that stand there."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from . import of


def shadow(
    connection: BaseDatabaseWrapper,
    table: str,
    columns: Sequence[str],
    replaced: tuple[str, Sequence],
    rows: Sequence[Sequence],
) -> None:
    """Have this connection find other rows in a table: `rows` in place of those that are replaced.

    `replaced` is the column of the primary key, and keys. It lasts until the transaction, or the
    savepoint, is rolled back, as it must be.
    """
    database, quote, (key, keys) = of(connection), connection.ops.quote_name, replaced
    named = {
        "own": f"{quote(database.own_schema(connection))}.{quote(table)}",
        "then": quote(f"then_{table}"),
        "gone": quote(f"gone_{table}"),
        "key": quote(key),
        "columns": ", ".join(map(quote, columns)),
    }
    then = "CREATE TEMP TABLE {then} AS SELECT {columns} FROM {own} WHERE false"
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(then.format(**named))
        cursor.execute(database.GONE.format(**named))
        cursor.executemany(f"INSERT INTO {named['gone']} VALUES (%s)", [[one] for one in keys])
        cursor.executemany(f"INSERT INTO {named['then']} VALUES ({places})", rows)
        shadowed = database.SHADOWED.format(**named)
        cursor.execute(f"CREATE TEMP VIEW {quote(table)} AS {shadowed}")
