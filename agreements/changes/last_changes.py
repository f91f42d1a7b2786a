"""At which revision agreements were last changed, as far as the change log tells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import BigIntegerField, CharField, Max, QuerySet, Value
from django.db.models.functions import Cast

from agreements import databases
from agreements.models import ANYTHING, Change, Link, Revision, Version
from agreements.nouns import AGREEMENT

LINK, LINK_TABLE = Link._meta.model_name, Link._meta.db_table
STANDS, STOOD = "stands", "stood"


def last_changes(keys: Sequence[int], revision: Revision | None) -> dict[int, int]:
    """Return {primary key: number of the revision at which the agreement was last changed}.

    The log is read up to a revision, as far back as it is kept. Agreements are left out of whose
    last change it does not tell: it was pruned, or rows were written without a note of each.
    """
    if revision is None or not keys:
        return {}
    told = defaultdict(list)
    for what, key, text in _rows(keys, revision):
        told[what].append((key, text))
    numbers = {int(key): int(number) for key, number in told[AGREEMENT.name]}
    of_links = dict(told[LINK])
    for link, agreement in _ends(told):
        # What was noted of a link may be pruned while it stands.
        numbers[agreement] = max(numbers.get(agreement, 0), int(of_links.get(link, 0)))
    unnoted = max((int(number) for _key, number in told[ANYTHING]), default=0)
    return {key: number for key, number in numbers.items() if number > unnoted}


def _rows(keys: Sequence[int], revision: Revision) -> QuerySet:
    """Return rows of what is told, of which record, and a text, all by one query.

    These are the newest notes of the agreements, of the links that lead or led from them, and of
    anything, each with its number; and the ends of links: the agreements that they lead from, and
    what versions of links held.
    """
    notes = Change.objects.filter(pk__lte=revision.number).order_by()
    standing = Link.objects.filter(from_agreement__in=databases.id_list(keys)).order_by()
    versions = Version.objects.filter(table=LINK_TABLE, old__isnull=False).order_by()
    stood = versions.values(number=Cast("key", BigIntegerField()))
    told = (
        notes.filter(noun=AGREEMENT.name, key__in=databases.id_list(keys)),
        notes.filter(noun=LINK, key__in=standing.values("pk")),
        notes.filter(noun=LINK, key__in=stood),
        notes.filter(noun=ANYTHING),
    )
    first, *others = (
        newest.values("noun", "key")
        .annotate(number=Max("pk"))
        .values_list("noun", _text("key"), _text("number"))
        for newest in told
    )
    return first.union(
        *others,
        standing.values_list(_said(STANDS), _text("pk"), _text("from_agreement")),
        versions.values_list(_said(STOOD), "key", "old"),
        all=True,
    )


def _ends(told: dict[str, list]) -> Iterable[tuple[str, int]]:
    """Yield (link, agreement that it leads from, or ever led from)."""
    for link, agreement in told[STANDS]:
        yield link, int(agreement)
    for link, old in told[STOOD]:
        yield link, int(Version(table=LINK_TABLE, old=old).columns["from_agreement_id"])


def _text(path: str) -> Cast:
    return Cast(path, CharField())


def _said(word: str) -> Value:
    return Value(word, output_field=CharField())
