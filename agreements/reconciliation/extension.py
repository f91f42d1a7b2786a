"""The values of records that were matched, for more columns of a table."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from agreements.nouns import Noun, noun_of

from .entities import TYPES, records_of
from .properties import Property, known_properties, properties_of
from .refusal import Refusal, error, read_json, unreadable

MAX_RECORDS = 100


class Extension(NamedTuple):
    """What is asked: the values of some properties of the records of some identifiers."""

    identifiers: list[str]
    properties: list[str]


def read_extension(text: str) -> Extension:
    """Return what a request in JSON asks; raise Refusal with all that is wrong with it."""
    asked = read_json(text, "extend")
    if not isinstance(asked, dict):
        raise unreadable([error("extend", asked, _("This is an object with ids and properties."))])
    ids, properties = asked.get("ids"), asked.get("properties")
    errors = [*_wrong_ids(ids), *_wrong_properties(properties)]
    if errors:
        raise unreadable(errors)
    if len(ids) > MAX_RECORDS:
        detail = _("At most %(most)s records are asked for at once.") % {"most": MAX_RECORDS}
        too_many = [error("extend.ids", str(len(ids)), detail)]
        raise Refusal(_("There are too many records at once."), too_many, status=413)
    return Extension(ids, list(dict.fromkeys(one["id"] for one in properties)))


def _wrong_ids(ids: Any) -> Iterable[dict]:
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        yield error("extend.ids", ids, _("These are a list of texts."))


def _wrong_properties(properties: Any) -> Iterable[dict]:
    place = "extend.properties"
    if not isinstance(properties, list):
        yield error(place, properties, _("These are a list of objects, each with an id."))
        return
    known = known_properties(TYPES.values())
    for number, one in enumerate(properties):
        name = one.get("id") if isinstance(one, dict) else None
        if not isinstance(name, str) or name not in known:
            detail = _("There is no property of this name; there are %(names)s.")
            yield error(f"{place}[{number}]", one, detail % {"names": ", ".join(known)})


def extend(asked: Extension) -> dict:
    """Return the values that are asked for; a record that is not there has none.

    The records are read at once: a query a noun, and one for each link that a property follows.
    """
    records = records_of(asked.identifiers)
    nouns = [noun for noun in TYPES.values() if noun in map(noun_of, records.values())]
    for noun in nouns:
        _read_links(noun, records.values(), asked.properties)
    known = known_properties([*nouns, *TYPES.values()])
    return {
        "meta": [_meta(known[name]) for name in asked.properties],
        "rows": {
            text: {name: _values(records.get(text), name) for name in asked.properties}
            for text in asked.identifiers
        },
    }


def _read_links(noun: Noun, records: Iterable[Model], properties: Iterable[str]) -> None:
    own = properties_of(noun)
    links = {link for name in properties if name in own for link in own[name].links}
    prefetch_related_objects([one for one in records if noun_of(one) is noun], *sorted(links))


def _meta(one: Property) -> dict:
    return one.described() | ({"type": one.expected} if one.expected else {})


def _values(record: Model | None, name: str) -> list[dict]:
    own = properties_of(noun_of(record)) if record else {}
    return own[name].values(record) if name in own else []
