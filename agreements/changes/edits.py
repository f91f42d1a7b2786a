"""Who writes, and why: what is written within an edit keeps it with each version."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from agreements import databases
from agreements.models import Edit

from .second_look import look_for

KEPT_EMPTY = (Edit.Kind.FORGET,)


@contextmanager
def edit(who: str, why: str = "", *, using: str = "default", **values: object) -> Iterator[Edit]:
    """Write within the block as one edit, which is one transaction, or part of one.

    Within another edit it is a part of that one. One that changed nothing leaves no row.
    """
    connection = connections[using]
    edits = Edit.objects.using(using)
    with transaction.atomic(using=using):
        if outer := edits.filter(is_open=True).first():
            yield outer
            return
        opened = edits.create(who=who, why=why, is_open=True, **values)
        databases.of(connection).name_edit(connection, opened.pk)
        yield opened
        databases.of(connection).name_edit(connection, None)
        _close(opened)


def _close(opened: Edit) -> None:
    if opened.kind not in KEPT_EMPTY and not opened.versions.exists():
        opened.delete()
        return
    opened.is_open = False
    opened.look = look_for(opened)
    opened.save(update_fields=["is_open", "look"])
