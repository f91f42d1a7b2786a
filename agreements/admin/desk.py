"""The desk: what waits for whoever keeps the register, as the first page of the admin tells it.

Nothing here walks a large table. What takes a walk was counted by `manage.py check_register`; the
page says when that was.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.editing.uncited import uncited_values
from agreements.models import AddressAnswer, Edit, Proposal, RegisterCheck, Touch
from agreements.models.citation import CITED, citable_fields
from agreements.models.items import ITEMS
from agreements.models.numbers import grouped
from agreements.nouns import NOUNS

# What waits is counted up to so many.
MOST = 1_000
# Looked at for values without a citation: so many of somebody's edits, rows and records.
MY_EDITS, MY_ROWS, MY_RECORDS = 50, 2_000, 100
# What a check counted besides breaks: in which words, on which page, by which query of it.
COUNTED = {
    "disputes": (gettext_lazy("%(noun)s with an open dispute"), "changelist", "?disputes=open"),
    "twins": (gettext_lazy("%(noun)s: pairs that are likely to be one"), "twins", ""),
    "unread": (
        gettext_lazy("%(noun)s that nobody read for a year"),
        "changelist",
        "?read=long-ago",
    ),
}


class Line(NamedTuple):
    """Something that waits: what, how often in words, and where it is listed."""

    label: str | Promise
    count: str
    address: str


class Desk(NamedTuple):
    """What waits for somebody: at once, and as it was when the register was checked last."""

    waiting: list[Line]
    check: RegisterCheck | None
    counted: list[Line]
    breaks: list[Line]


def desk_of(who: str) -> Desk:
    """Return what waits for somebody of that name."""
    check = RegisterCheck.objects.first()
    counts = check.counts if check else {}
    return Desk(list(_waiting(who)), check, list(_counted(counts)), list(_breaks(counts)))


def my_uncited(who: str) -> list[tuple[str, str, str]]:
    """Return (noun, key, field) of what is uncited in the records that somebody edited last."""
    return uncited_values(_my_records(who))


def _waiting(who: str) -> Iterator[Line]:
    edits = reverse("admin:agreements_edit_changelist")
    sources = reverse("admin:agreements_source_changelist")
    proposals = reverse("admin:agreements_proposal_changelist")
    looked_at, dead = Edit.objects.to_look_at(), AddressAnswer.objects.dead()
    yield Line(
        _("Edits that a second person is to look at"), _bounded(looked_at), f"{edits}?look=open"
    )
    waiting = _bounded(Proposal.objects.open())
    yield Line(_("Proposals from readers"), waiting, f"{proposals}?state__exact=open")
    yield Line(
        _("Addresses of sources that do not answer"), _bounded(dead), f"{sources}?address=dead"
    )
    mine = grouped(len(my_uncited(who)))
    label = _("Values without a citation in what you edited last")
    yield Line(label, mine, reverse("admin:uncited"))


def _bounded(rows: QuerySet) -> str:
    count = rows.order_by()[: MOST + 1].count()
    return _("more than %(count)s") % {"count": grouped(MOST)} if count > MOST else grouped(count)


def _counted(counts: dict) -> Iterator[Line]:
    for what, (label, page, query) in COUNTED.items():
        for noun, count in counts.get(what, {}).items():
            address = reverse(f"admin:agreements_{noun}_{page}")
            told = label % {"noun": NOUNS[noun].title}
            yield Line(told, grouped(count), f"{address}{query}")


def _breaks(counts: dict) -> Iterator[Line]:
    address, found = reverse("admin:breaks"), counts.get("breaks", {})
    for noun in ("", *NOUNS):
        if count := found.get(noun):
            label = NOUNS[noun].title if noun else _("The register as a whole")
            yield Line(label, grouped(count), f"{address}?noun={noun}")


def _my_records(who: str) -> dict[str, list[str]]:
    """Return {noun: keys} of the records whose own rows, or parts, somebody wrote last."""
    edits = Edit.objects.filter(who=who).order_by("-pk").values("pk")[:MY_EDITS]
    touches = Touch.objects.filter(version__edit__in=edits, noun__in=CITED)
    rows = touches.order_by("-version_id").values_list("noun", "key", "version__table")
    own = dict.fromkeys(
        (noun, key) for noun, key, table in rows[:MY_ROWS] if table in _tables(noun)
    )
    found = defaultdict(list)
    for noun, key in list(own)[:MY_RECORDS]:
        found[noun].append(key)
    return found


def _tables(noun: str) -> set[str]:
    """Return the tables that hold the records of a noun, and the parts that belong to them."""
    model = CITED[noun]
    parts = (model._meta.get_field(name) for name in citable_fields(noun) if name in ITEMS)
    return {model._meta.db_table, *(part.related_model._meta.db_table for part in parts)}
