"""Records that are likely to be one, looked for where another one is about to be entered."""

import numpy as np
from django.db import models

from agreements.models import Institution, Person, Place, Publisher, SearchText, Source
from agreements.search.fold import fold
from agreements.search.texts import KEY_BITS, lowest_id, primary_keys

# By what a record is likely to be another one: a name, in a country where it has one.
TWINNED = {
    Publisher: ("name",),
    Person: ("name",),
    Institution: ("name", "country"),
    Place: ("name", "country"),
    Source: ("url",),
}
SHOWN = 5


def likeness(record: models.Model) -> tuple | None:
    """Return what a record has in common with those that are likely to be the same.

    None where it has nothing by which it could be told: no name, no address.
    """
    fields = TWINNED.get(type(record), ())
    if "url" in fields:
        return (record.url.rstrip("/"),) if record.url else None
    if not fields or not getattr(record, "is_named", True) or not fold(record.name):
        return None
    return (fold(record.name), *(record.country_id for field in fields if field == "country"))


def twins_of(record: models.Model) -> list[models.Model]:
    """Return records that bear the name of one, in whichever script, or have its address."""
    likely = likeness(record)
    if likely is None:
        return []
    found = type(record)._base_manager.exclude(pk=record.pk)
    if "url" in TWINNED[type(record)]:
        [bare] = likely
        return list(found.filter(url__in=[bare, f"{bare}/"])[:SHOWN])
    _name, *country = likely
    found = found.filter(pk__in=named_alike(type(record), record.name))
    if country:
        found = found.filter(country=country[0])
    return list(found.order_by("pk")[:SHOWN])


def named_alike(model: type[models.Model], name: str) -> list:
    """Return the primary keys of the records that bear a name, in whichever script."""
    noun, folded = model._meta.model_name, fold(name)
    if not folded:
        return []
    first = lowest_id(noun)
    texts = SearchText.objects.filter(id__gte=first, id__lt=first + (1 << KEY_BITS))
    alike = texts.filter(text__contains=f"| {folded} |")
    keys = [key - first for key in alike.values_list("id", flat=True)]
    return primary_keys(noun, np.array(keys, dtype=np.int64))
