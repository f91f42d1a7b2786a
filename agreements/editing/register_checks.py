"""The walk through the whole register, whose findings are kept for the desk of the editors."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from agreements import databases
from agreements.models import Change, Citation, FoundBreak, RegisterCheck, Source
from agreements.models.citation import CITED

from .disputes import open_disputes
from .integrity import violations
from .likely_twins import LIKELY, pairs
from .violation import Violation

# So many breaks of a noun are kept with their sentences; all of them are counted.
KEPT = 1_000
# So many records of a noun, or citations, take a second or two: somebody may wait for the walk.
MOST_AT_ONCE = 10_000
# Whoever read a source so many days ago may find something else there.
LONG_AGO = timedelta(days=365)


def checked() -> Iterator[Violation]:
    """Yield every violation, and keep what was found once all are told."""
    newest = Change.objects.revision()
    breaks, kept = Counter(), defaultdict(list)
    for found in violations():
        noun, key = _named(found)
        breaks[noun] += 1
        if breaks[noun] <= KEPT:
            kept[noun].append(FoundBreak(noun=noun, key=key, sentence=str(found.sentence)))
        yield found
    counts = {"breaks": dict(breaks), **_counted_besides()}
    check = RegisterCheck(revision=newest and newest.number, counts=counts)
    _replace(check, [row for rows in kept.values() for row in rows])


def is_quick() -> bool:
    """Return whether the register is small enough to be checked while somebody waits."""
    nouns = (Citation, *CITED.values())
    return not any(model._base_manager.order_by()[MOST_AT_ONCE:].exists() for model in nouns)


def long_unread(on: date | None = None) -> Q:
    """Return the condition of sources that nobody read for a year, as far as is known."""
    year_ago = (on or timezone.localdate()) - LONG_AGO
    return Q(read_on__lt=year_ago) | Q(read_on=None)


def _counted_besides() -> dict[str, dict[str, int]]:
    """Return what takes as long to count as a walk: {what: {noun: number of records}}."""
    disputed = {
        noun: model.objects.filter(open_disputes(model)).count() for noun, model in CITED.items()
    }
    unread = Source.objects.filter(long_unread()).count()
    twins = {noun.name: len(pairs(noun)) for noun in LIKELY}
    return {
        "disputes": {noun: count for noun, count in disputed.items() if count},
        "twins": {noun: count for noun, count in twins.items() if count},
        "unread": {"source": unread} if unread else {},
    }


def _named(found: Violation) -> tuple[str, str]:
    record = found.record
    return (record._meta.model_name, str(record.pk)) if record else ("", "")


def _replace(check: RegisterCheck, breaks: list[FoundBreak]) -> None:
    """Keep a check in the place of the one before; readers see one of them, whole."""
    with transaction.atomic():
        databases.of(connection).lock_writers(connection)
        FoundBreak.objects.all().delete()
        RegisterCheck.objects.all().delete()
        check.save()
        for row in breaks:
            row.check_of = check
        FoundBreak.objects.bulk_create(breaks, batch_size=500)
