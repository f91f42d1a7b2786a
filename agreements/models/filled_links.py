"""Indexes of links that are empty in most rows: of the rows that have them, and no others."""

from django.db.models import Index, Q


def filled_indexes(prefix, links):
    """Return an index for each of some links, which have none of their own (`db_index=False`).

    An index of all rows would have most of them under NULL. SQLite, once its rows are counted,
    takes that for a value like any other, and reads whole tables rather than look one up.
    """
    return [
        Index(
            name=f"{prefix}_{link}",
            fields=[link],
            condition=Q(**{f"{link}__isnull": False}),
        )
        for link in links
    ]
