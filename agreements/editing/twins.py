"""Records that are likely to be one, looked for where another one is about to be entered."""

from django.db import models

from agreements.models import Institution, Person, Place, Publisher, SearchText, Source
from agreements.search.fold import fold
from agreements.search.texts import KEY_BITS, lowest_id

# By what a record is likely to be another one: a name, in a country where it has one.
TWINNED = {
    Institution: ("name", "country"),
    Place: ("name", "country"),
    Publisher: ("name",),
    Person: ("name",),
    Source: ("url",),
}
SHOWN = 5


def twins_of(record: models.Model) -> list[models.Model]:
    """Return records that bear the name of one, in whichever script, or have its address."""
    likeness = TWINNED.get(type(record), ())
    found = type(record)._base_manager.exclude(pk=record.pk)
    if "url" in likeness:
        bare = record.url.rstrip("/")
        return list(found.filter(url__in=[bare, f"{bare}/"])[:SHOWN]) if bare else []
    if not likeness or not getattr(record, "is_named", True) or not fold(record.name):
        return []
    found = found.filter(pk__in=_named_alike(record))
    if "country" in likeness:
        found = found.filter(country=record.country_id)
    return list(found.order_by("pk")[:SHOWN])


def _named_alike(record: models.Model) -> list[int]:
    first = lowest_id(record._meta.model_name)
    texts = SearchText.objects.filter(id__gte=first, id__lt=first + (1 << KEY_BITS))
    alike = texts.filter(text__contains=f"| {fold(record.name)} |")
    return [key - first for key in alike.values_list("id", flat=True)]
