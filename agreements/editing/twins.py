"""Records that are likely to be one, looked for where another one is about to be entered."""

from collections.abc import Iterable

from django.db import models

from agreements.models import Institution, Person, Place, Publisher, Source
from agreements.search.fold import fold, spellings

# By what a record is likely to be another one: a name, in a country where it has one.
TWINNED = {
    Publisher: ("name",),
    Person: ("name",),
    Institution: ("name", "country"),
    Place: ("name", "country"),
    Source: ("url",),
}
SHOWN = 5


def likenesses(record: models.Model) -> list[tuple]:
    """Return what a record has in common with those that are likely to be the same.

    A name has each way to read its letters: Çirçiq is Chirchiq. There is nothing where a record
    cannot be told by anything: it has no name, or no address.
    """
    fields = TWINNED.get(type(record), ())
    if "url" in fields:
        return [(record.url.rstrip("/"),)] if record.url else []
    if not fields or not getattr(record, "is_named", True):
        return []
    country = [record.country_id for field in fields if field == "country"]
    return [(key, *country) for key in map(fold, spellings(record.name)) if key]


def twins_of(record: models.Model, bearers: Iterable) -> list[models.Model]:
    """Return records that bear the name of one, in whichever script, or have its address.

    `bearers` are the primary keys of all that bear it.
    """
    likely = likenesses(record)
    if not likely:
        return []
    found = type(record)._base_manager.exclude(pk=record.pk)
    if "url" in TWINNED[type(record)]:
        [[bare]] = likely
        return list(found.filter(url__in=[bare, f"{bare}/"])[:SHOWN])
    _name, *country = likely[0]
    found = found.filter(pk__in=bearers)
    if country:
        found = found.filter(country=country[0])
    return list(found.order_by("pk")[:SHOWN])
