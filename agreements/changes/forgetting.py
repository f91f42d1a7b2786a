"""Takes personal data out of old values, which else stay for ever."""

import json
from collections.abc import Iterable

from django.db.models import QuerySet

from agreements.models import Edit, Person, Version

from .edits import edit

FORGOTTEN = "[forgotten]"
# What the rows in a person's history say of the person, by table.
PERSONAL = {
    "agreements_person": ("name",),
    "agreements_name": ("text",),
    "agreements_citation": ("speaker", "speaker_position"),
    "agreements_settlement": ("value", "held", "reason"),
}


def versions_of_person(ref: str) -> QuerySet[Version]:
    """Versions that hold what was said of a person, who may be deleted by now."""
    held = _held()
    numbered = held.filter(table="agreements_person", old__contains=_quoted(ref))
    keys = {version.key for version in numbered if version.columns["ref"] == ref}
    keys |= {str(key) for key in Person.objects.filter(ref=ref).values_list("pk", flat=True)}
    touching = {"touches__noun": "person", "touches__key__in": keys}
    return held.filter(table__in=PERSONAL, **touching).distinct()


def versions_with(text: str) -> QuerySet[Version]:
    """Versions in whose old values a text stands."""
    found = _held().filter(old__contains=_quoted(text))
    return found.filter(pk__in=[each.pk for each in found.iterator() if _holds(each, text)])


def edits_with(text: str) -> list[Edit]:
    """Return the edits in whose reasons a text stands."""
    return [each for each in Edit.objects.filter(why__contains=text) if text in each.why]


def forget_person(versions: Iterable[Version], who: str, why: str) -> Edit:
    """Have some versions say nothing of a person; return the edit that notes it."""
    with edit(who, why, kind=Edit.Kind.FORGET) as noted:
        for version in list(versions):
            values = version.columns
            said = {name: FORGOTTEN for name in PERSONAL[version.table] if values.get(name)}
            _rewrite(version, values | said)
    return noted


def forget_text(text: str, who: str, why: str) -> Edit:
    """Have no old value and no reason hold a text; return the edit that notes it."""
    with edit(who, why, kind=Edit.Kind.FORGET) as noted:
        for version in list(versions_with(text)):
            values = version.columns
            _rewrite(version, {name: _without(text, value) for name, value in values.items()})
        for each in edits_with(text):
            each.why = _without(text, each.why)
            each.save(update_fields=["why"])
    return noted


def _rewrite(version: Version, values: dict) -> None:
    version.old = json.dumps(values, ensure_ascii=False)
    version.is_forgotten = True
    version.save(update_fields=["old", "is_forgotten"])


def _held() -> QuerySet[Version]:
    return Version.objects.filter(old__isnull=False).order_by("pk")


def _quoted(text: str) -> str:
    """Return a text as it stands within JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _holds(version: Version, text: str) -> bool:
    return any(isinstance(value, str) and text in value for value in version.columns.values())


def _without(text: str, value: object) -> object:
    return value.replace(text, FORGOTTEN) if isinstance(value, str) else value
