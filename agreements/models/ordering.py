"""The order of texts, the same in both databases and in Python."""

import string

from django.db.models.functions import Lower

ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class TextKey(Lower):
    """Text in the order of its code points, A to Z taken as a to z.

    SQLite compares so by itself; PostgreSQL has to be kept from the locale of its database, which
    orders otherwise on every machine.
    """

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template='LOWER((%(expressions)s) COLLATE "C")', **context
        )


def text_key(text):
    """Return the text by which Python sorts as TextKey does in a database."""
    return text.translate(ASCII_LOWER)
