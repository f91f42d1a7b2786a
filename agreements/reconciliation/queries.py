"""A batch of queries, read and checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.nouns import Noun

from .entities import LONGEST_NAME, TYPES
from .properties import known_properties
from .refusal import Refusal, error, read_json, unreadable

MAX_BATCH = 10
LIMIT = 5
MAX_LIMIT = 50
MAX_PROPERTIES = 10
MAX_VALUES = 10
FIELDS = {"query", "type", "type_strict", "limit", "properties"}
STRICT = ("any", "should", "all")


@dataclass(frozen=True)
class Value:
    """A value that a record shall have: words, and an identifier where it was matched before."""

    text: str
    identifier: str = ""

    @property
    def named_by(self) -> str:
        """Return the text that may be an identifier."""
        return self.identifier or self.text


@dataclass(frozen=True)
class Asked:
    """One query: records of some nouns, called by a text, that have values of some properties.

    Of each property any of the values will do. At most `limit` records are answered.
    """

    text: str
    nouns: tuple[Noun, ...] = tuple(TYPES.values())
    limit: int = LIMIT
    properties: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    @property
    def values(self) -> Iterator[Value]:
        for _name, values in self.properties:
            yield from values


def read_batch(text: str) -> dict[str, Asked]:
    """Return {key: Asked} of a batch in JSON; raise Refusal with all that is wrong with it."""
    batch = read_json(text, "queries")
    if not isinstance(batch, dict):
        detail = _("The queries are an object: a key for each of them.")
        raise unreadable([error("queries", batch, detail)])
    if len(batch) > MAX_BATCH:
        detail = _("A batch has at most %(most)s queries.") % {"most": MAX_BATCH}
        too_many = [error("queries", str(len(batch)), detail)]
        raise Refusal(_("There are too many queries at once."), too_many, status=413)
    readers = {key: QueryReader(f"queries.{key}", query) for key, query in batch.items()}
    asked = {key: reader.asked() for key, reader in readers.items()}
    if errors := [one for reader in readers.values() for one in reader.errors]:
        raise unreadable(errors)
    return asked


class QueryReader:
    """Reads one query; what is wrong with it gathers in `errors`, and is left out."""

    def __init__(self, place: str, query: Any):
        self.errors: list[dict[str, str]] = []
        self._place = place
        self._query = query

    def asked(self) -> Asked | None:
        """Return what is asked, None of what is no query."""
        if not isinstance(self._query, dict):
            return self._wrong("", self._query, _("A query is an object."))
        for name in self._query.keys() - FIELDS:
            self._wrong(f".{name}", self._query[name], _("A query has no field of this name."))
        if not self._query.get("properties") and "query" not in self._query:
            self._wrong(".query", "", _("A query has words, properties or both."))
        nouns = self._nouns()
        self._strictness()
        return Asked(self._text(), nouns, self._limit(), self._properties(nouns))

    def _wrong(self, place: str, value: Any, detail: str) -> None:
        self.errors.append(error(f"{self._place}{place}", value, detail))

    def _text(self) -> str:
        text = self._query.get("query", "")
        if not isinstance(text, str):
            self._wrong(".query", text, _("The words of a query are a text."))
            return ""
        return text

    def _nouns(self) -> tuple[Noun, ...]:
        types = self._query.get("type") or list(TYPES)
        found = [types] if isinstance(types, str) else types
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self._wrong(".type", types, _("A type is a text, or a list of texts."))
            return ()
        for name in dict.fromkeys(found):
            if name not in TYPES:
                detail = _("There is no type of this name; there are %(types)s.")
                self._wrong(".type", name, detail % {"types": ", ".join(TYPES)})
        return tuple(TYPES[name] for name in dict.fromkeys(found) if name in TYPES)

    def _strictness(self) -> None:
        strict = self._query.get("type_strict", STRICT[0])
        if strict not in STRICT:
            detail = _("This is one of %(words)s.") % {"words": ", ".join(STRICT)}
            self._wrong(".type_strict", strict, detail)

    def _limit(self) -> int:
        limit = self._query.get("limit", LIMIT)
        is_number = isinstance(limit, int) and not isinstance(limit, bool)
        if not is_number or not 1 <= limit <= MAX_LIMIT:
            detail = _("A limit is a whole number from 1 to %(most)s.") % {"most": MAX_LIMIT}
            self._wrong(".limit", limit, detail)
            return LIMIT
        return limit

    def _properties(self, nouns: tuple[Noun, ...]) -> tuple:
        written = (nouns and self._query.get("properties")) or []
        if not isinstance(written, list) or len(written) > MAX_PROPERTIES:
            detail = _("Properties are a list of at most %(most)s.") % {"most": MAX_PROPERTIES}
            self._wrong(".properties", written, detail)
            return ()
        read = (self._property(f".properties[{n}]", one, nouns) for n, one in enumerate(written))
        return tuple(one for one in read if one)

    def _property(self, place: str, written: Any, nouns: tuple[Noun, ...]) -> tuple | None:
        if not isinstance(written, dict) or not {"pid", "v"} <= written.keys():
            return self._wrong(place, written, _("A property has a name, pid, and a value, v."))
        name = written["pid"]
        ways = [key for key, one in known_properties(nouns).items() if one.way]
        if not isinstance(name, str) or name not in ways:
            detail = _("A match is not narrowed by this property, but by any of %(names)s.")
            return self._wrong(f"{place}.pid", name, detail % {"names": ", ".join(ways)})
        values = written["v"] if isinstance(written["v"], list) else [written["v"]]
        if len(values) > MAX_VALUES:
            detail = _("A property has at most %(most)s values.") % {"most": MAX_VALUES}
            return self._wrong(f"{place}.v", str(len(values)), detail)
        read = tuple(map(_value, values))
        if None in read:
            detail = _("A value is a text, a number, or a record with its id.")
            return self._wrong(f"{place}.v", written["v"], detail)
        return name, read


def _value(written: Any) -> Value | None:
    """Return a value of a property, None of what is none; no record has one of great length."""
    if isinstance(written, bool):
        return Value("yes" if written else "no")
    if isinstance(written, str | int | float):
        return Value(_short(str(written)))
    if isinstance(written, dict) and isinstance(written.get("id"), str):
        return Value(_short(str(written.get("name") or "")), _short(written["id"]))
    return None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else ""
