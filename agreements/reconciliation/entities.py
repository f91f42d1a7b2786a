"""The records that others may mean, and the identifiers by which tables keep them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Model

from agreements.models import Alias, Name
from agreements.models.refs import Registered
from agreements.nouns import AGREEMENT, INSTITUTION, NOUNS, PERSON, PLACE, SECTOR, Noun
from agreements.nouns.derived import NUMBER_PATTERN
from agreements.search.pasted import RecordAddress
from agreements.search.query import parse

# The types of the service, in the order in which it proposes them.
TYPES = {noun.name: noun for noun in (INSTITUTION, PLACE, SECTOR, PERSON, AGREEMENT)}
# The fields that tell a record from another one of its name.
DESCRIBED_BY = {
    INSTITUTION.name: ("kind", "place", "country"),
    PLACE.name: ("parent", "country"),
    SECTOR.name: ("isced_code",),
    PERSON.name: ("position", "body_name"),
    AGREEMENT.name: ("kind", "status", "signed_on"),
}
# The primary keys of records by noun and address.
Keys = Mapping[RecordAddress, Any]
# No name is longer, and no address of a record.
LONGEST_NAME = Name._meta.get_field("text").max_length
UNNUMBERED = re.compile(rf"({SECTOR.name}|{PLACE.name})-(.+)", re.DOTALL)


def identifier(record: Model) -> str:
    """Return the identifier of a record: its number, or its noun and address: "sector-forestry".

    It has no slash: clients write it into addresses with all signs escaped, and many servers
    refuse an escaped slash.
    """
    if isinstance(record, Registered):
        return record.ref
    return f"{record._meta.model_name}-{getattr(record, _address_field(record._meta.model_name))}"


def as_type(noun: Noun) -> dict[str, str]:
    """Return a noun as the service writes types."""
    return {"id": noun.name, "name": str(noun.title)}


def addresses_in(text: str) -> tuple[RecordAddress, ...]:
    """Return the records that a text names, if it is an identifier, a number or an address.

    () is returned of any other text.
    """
    text = text.strip()
    own = UNNUMBERED.fullmatch(text)
    if own and (address := _own_address(own[1], own[2])):
        return ((own[1], address),)
    terms = parse(text).terms if len(text) <= LONGEST_NAME else ()
    return terms[0].records if len(terms) == 1 else ()


def _own_address(noun: str, text: str) -> str:
    """Return the address of a record without a number, "" where no record can have it."""
    pattern = NUMBER_PATTERN if noun == PLACE.name else NOUNS[noun].model.ADDRESS_PATTERN
    return text if pattern.fullmatch(text) else ""


def keys_of(addresses: Iterable[RecordAddress]) -> Keys:
    """Return {(noun, address): primary key} of the records that there are, a query a noun.

    Another one finds those to which a former address leads.
    """
    wanted = defaultdict(set)
    for noun, address in addresses:
        wanted[noun].add(address)
    found = {}
    for noun, texts in wanted.items():
        field = _address_field(noun)
        named = NOUNS[noun].model.objects.filter(**{f"{field}__in": sorted(texts)})
        found |= {(noun, str(address)): pk for address, pk in named.values_list(field, "pk")}
        if missing := texts - {text for of, text in found if of == noun}:
            former = Alias.objects.bearers(noun, missing)
            found |= {(noun, address): pk for address, pk in former.items()}
    return found


@cache
def _address_field(noun: str) -> str:
    return NOUNS[noun].model.ADDRESS_FIELD or "pk"


def rows_of(noun: Noun, pks: Iterable) -> dict[Any, Model]:
    """Return {primary key: record} with what describes a record, in one query."""
    return noun.records.prefetch_related(None).in_bulk(list(pks))


def records_of(identifiers: Iterable[str]) -> dict[str, Model]:
    """Return {identifier: record} of the records of the service's types that there are."""
    named = {text: addresses_in(text) for text in identifiers}
    single = {text: found[0] for text, found in named.items() if len(found) == 1}
    pks = keys_of(address for address in single.values() if address[0] in TYPES)
    rows = {
        noun.name: rows_of(noun, [pk for (of, _address), pk in pks.items() if of == noun.name])
        for noun in TYPES.values()
        if any(of == noun.name for of, _address in pks)
    }
    return {
        text: rows[address[0]][pks[address]] for text, address in single.items() if address in pks
    }


def description(record: Model) -> str:
    """Return what tells a record from its namesakes: "Vocational college, Tashkent, Uzbekistan"."""
    told = (told_value(record, field) for field in DESCRIBED_BY[record._meta.model_name])
    return ", ".join(text for text in told if text)


def told_value(record: Model, field: str) -> str:
    """Return the value of a field in words, "" where it has none."""
    if field in record.DAYS:
        return str(record.day(field))
    display = getattr(record, f"get_{field}_display", None)
    value = display() if display else getattr(record, field)
    return str(value or "")
