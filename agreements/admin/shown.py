"""Values of forms as editors see them: a record by its name, a choice by its label."""

from django.db import models
from django.forms import Field
from django.utils.translation import gettext as _

from agreements.punctuation import listed

from .storable import is_key_of


def shown(field: Field, value: object) -> str:
    """Return in words what a form shows, or was sent, of a field; empty where it has no value.

    Records may be given themselves, or by their keys.
    """
    several = value if isinstance(value, list | tuple | models.QuerySet) else [value]
    several = [one for one in several if one is not None and one != ""]
    if hasattr(field, "queryset"):
        return listed(_names(field.queryset, several))
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return listed(labels.get(str(one)) or _text(one) for one in several)


def _names(records: models.QuerySet, several: list) -> list[str]:
    """Return the names of records; what is no key of any stands for itself."""
    keys = [one for one in several if not isinstance(one, models.Model)]
    keys = [key for key in keys if is_key_of(records.model, key)]
    found = {str(row.pk): str(row) for row in records.filter(pk__in=keys)} if keys else {}
    return [found.get(str(one), str(one)) for one in several]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
