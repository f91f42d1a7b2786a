"""At which revision agreements were last changed, as far as the change log tells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import CharField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast

from agreements import databases
from agreements.models import ANYTHING, Change, Link, Revision, Version
from agreements.models.change import MAX_UNSEEN
from agreements.nouns import AGREEMENT

LINK, LINK_TABLE = Link._meta.model_name, Link._meta.db_table
STANDS, STOOD = "stands", "stood"


def last_changes(keys: Sequence[int], revision: Revision | None) -> dict[int, int]:
    """Return {primary key: number of the revision at which the agreement was last changed}.

    The log is read up to a revision, as far back as it is kept, but no more than its newest notes.
    Agreements are left out of whose last change these do not tell: it is older, or was made when
    rows were written without a note of each.
    """
    if revision is None or not keys:
        return {}
    told = defaultdict(list)
    for what, key, text in _rows(keys, revision):
        told[what].append((key, text))
    numbers = {int(key): int(number) for key, number in told[AGREEMENT.name]}
    of_links = dict(told[LINK])
    for link, agreement in _ends(told):
        numbers[agreement] = max(numbers.get(agreement, 0), int(of_links[link]))
    unnoted = max((int(number) for _key, number in told[ANYTHING]), default=0)
    return {key: number for key, number in numbers.items() if number > unnoted}


def _rows(keys: Sequence[int], revision: Revision) -> QuerySet:
    """Return rows of what is told, of which record, and a text, all by one query.

    These are the newest notes of agreements, of links between any, and of anything, each with its
    number; and of these links the agreements that they lead from, and what their versions held.
    """
    notes = Change.objects.filter(
        pk__gt=revision.number - MAX_UNSEEN, pk__lte=revision.number
    ).order_by()
    links = notes.filter(noun=LINK)
    wanted = Q(noun=AGREEMENT.name, key__in=databases.id_list(keys)) | Q(noun__in=(LINK, ANYTHING))
    newest = notes.filter(wanted).values("noun", "key").annotate(number=Max("pk"))
    standing = Link.objects.filter(pk__in=links.values("key")).order_by()
    versions = Version.objects.filter(
        table=LINK_TABLE, key__in=links.values_list(_text("key")), old__isnull=False
    ).order_by()
    return newest.values_list("noun", _text("key"), _text("number")).union(
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
