"""Links from a record to another, which lead on and end: to that of which it is a part, say."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def above(record, field):
    """Yield the records that a record is a part of, the nearest first; each once."""
    seen = set()
    while (record := getattr(record, field)) and record.pk not in seen:
        seen.add(record.pk)
        yield record


def refuse_circle(record, field):
    """Raise ValidationError where a record would be a part of a part of itself."""
    if record.pk and any(other.pk == record.pk for other in above(record, field)):
        sentence = _("This is a part of the record itself: they would lie in each other.")
        raise ValidationError({field: sentence})


def refuse_other_country(record, field, sentence):
    """Raise ValidationError where a record and one that it links to have different countries.

    Which one is wrong nobody can tell; a country that no source gives is no other one.
    """
    linked = getattr(record, field)
    if linked and record.country_id and linked.country_id != record.country_id:
        raise ValidationError({field: sentence})


def reached(start, onward):
    """Return what links lead to from a start, by any number of steps.

    `onward` returns where the links of some keys lead.
    """
    found, edge = set(), {start}
    while edge:
        edge = set(onward(edge)) - found
        found |= edge
    return found
