"""Records that were removed, and how each comes back under its old number."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from agreements import databases
from agreements.models import Edit, Version
from agreements.nouns import NOUNS

from .edits import edit
from .history import row_of
from .record_history import models_by_table
from .undo import Refused, set_back, undo

# What nobody said to be one edit was done in one go if it followed at once.
PAUSE = timedelta(seconds=1)


def removals(nouns: Iterable[str] = tuple(NOUNS)) -> QuerySet[Version]:
    """Return the versions by which records were removed that are not there, the newest first."""
    tables = [NOUNS[noun].model._meta.db_table for noun in nouns]
    later = Version.objects.filter(
        table=OuterRef("table"), key=OuterRef("key"), pk__gt=OuterRef("pk")
    )
    removed = Version.objects.filter(table__in=tables, op=Version.Op.DELETE)
    return removed.filter(~Exists(later)).select_related("edit").order_by("-pk")


def removed_record(removal: Version) -> Model:
    """Return the record that a version removed, as it was then."""
    model = models_by_table()[removal.table]
    return model(**row_of(model, removal))


def versions_of_removal(removal: Version) -> QuerySet[Version]:
    """Return all that was written in one go with the removal of a record."""
    if removal.edit:
        return removal.edit.versions.all()
    noun = models_by_table()[removal.table]._meta.model_name
    touching = Version.objects.filter(touches__noun=noun, touches__key=removal.key)
    numbers = [
        removal.pk,
        *_at_once(removal, touching.filter(pk__lt=removal.pk).order_by("-pk")),
        *_at_once(removal, touching.filter(pk__gt=removal.pk).order_by("pk")),
    ]
    return Version.objects.filter(pk__in=numbers)


def _at_once(removal: Version, versions: QuerySet[Version]) -> Iterator[int]:
    """Yield the numbers of the versions that lie so near that they are a part of a removal."""
    moment = removal.at
    for version in versions.iterator():
        is_own = (version.table, version.key) == (removal.table, removal.key)
        is_apart = version.edit_id or abs(version.at - moment) > PAUSE
        if is_own or is_apart or version.op == Version.Op.INSERT:
            return
        yield version.pk
        moment = version.at


def put_back(removal: Version, who: str, why: str) -> Edit:
    """Have a record that was removed be there again, with all that was removed along with it.

    Raise Refused where that cannot be done.
    """
    if removal.edit:
        return undo(removal.edit, who, why)
    with edit(who, why) as opened:
        databases.of(connection).lock_writers(connection)
        if not removals().filter(pk=removal.pk).exists():
            raise Refused(_("This record is there again already."))
        set_back(versions_of_removal(removal))
    return opened
