"""Suggestions to who types the name of a record, a type or a property."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from agreements.index.live_indexes import Snapshot
from agreements.nouns import Noun
from agreements.search.fold import fold

from .candidates import Candidate, candidates, keys_in
from .entities import TYPES, as_type
from .properties import known_properties
from .queries import Asked
from .refusal import error, unreadable

SUGGESTED = 10
MAX_SKIPPED = 50
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def find_entities(asked: Mapping[str, str], snapshot: Snapshot) -> list[Candidate]:
    """Return the records that a prefix may mean, of one type where it is given, some at a time."""
    skipped = number(asked, "cursor", default=0)
    nouns = asked_nouns(asked)
    prefix = asked.get("prefix", "")
    if not prefix.strip() or skipped > MAX_SKIPPED:
        return []
    query = Asked(prefix, nouns, skipped + SUGGESTED)
    return candidates(query, snapshot, keys_in([query]))[skipped:]


def suggest_types(asked: Mapping[str, str]) -> list[dict]:
    """Return the types whose names have a prefix."""
    return _matching(asked, map(as_type, TYPES.values()))


def suggest_properties(asked: Mapping[str, str]) -> list[dict]:
    """Return the properties whose names have a prefix, of one type where it is given.

    Those by which a match can be narrowed come first.
    """
    known = known_properties(asked_nouns(asked)).values()
    ordered = sorted(known, key=lambda one: one.way is None)
    return _matching(asked, (one.described() for one in ordered))


def proposed_properties(asked: Mapping[str, str]) -> dict:
    """Return the properties that can be fetched of a type's records; of all without a type."""
    known = [one.described() for one in known_properties(asked_nouns(asked)).values()]
    limit = number(asked, "limit", default=len(known))
    told = {"limit": limit} if asked.get("limit") else {}
    return {"type": asked.get("type", ""), "properties": known[:limit], **told}


def asked_nouns(asked: Mapping[str, str]) -> tuple[Noun, ...]:
    """Return the noun of the type that is given, all where none is; raise Refusal for another."""
    name = asked.get("type", "")
    if not name:
        return tuple(TYPES.values())
    if name not in TYPES:
        detail = _("There is no type of this name; there are %(types)s.")
        raise unreadable([error("type", name, detail % {"types": ", ".join(TYPES)})])
    return (TYPES[name],)


def _matching(asked: Mapping[str, str], known: Iterable[dict]) -> list[dict]:
    """Return what has a word that begins with the prefix, or an id that does."""
    skipped = number(asked, "cursor", default=0)
    prefix = fold(asked.get("prefix", ""))
    found = [one for one in known if f" {prefix}" in f" {fold(one['name'])} {fold(one['id'])}"]
    return found[skipped:]


def number(asked: Mapping[str, str], name: str, *, default: int) -> int:
    """Return the whole number of a parameter; raise Refusal for what is none."""
    text = asked.get(name, "")
    if not text:
        return default
    if not WHOLE_NUMBER.fullmatch(text):
        raise unreadable([error(name, text, _("This is a whole number of at most nine digits."))])
    return int(text)
