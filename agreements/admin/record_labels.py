"""Records as editors choose them: told apart by what they are, where they are, and their number."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Institution, Place, Source
from agreements.punctuation import listed

# The links that labels name.
NAMED = {
    Institution: ("country", "place"),
    Place: ("country",),
    Source: ("publisher",),
}


def record_label(record: models.Model) -> str:
    """Return "ZTE – enterprise, China – IN-0002" of an institution, and the like of others."""
    parts = [str(record), listed(filter(None, _told(record))), getattr(record, "ref", "")]
    return " – ".join(filter(None, parts))


def _told(record: models.Model) -> Iterator[str]:
    if isinstance(record, Institution):
        yield record.get_kind_display().lower()
        yield record.place.name if record.place_id else ""
        yield record.country.name if record.country_id else ""
    elif isinstance(record, Place):
        yield record.country.name
    elif isinstance(record, Source):
        yield record.publisher.name
        yield str(record.published) if record.published_on else _("day not known")
