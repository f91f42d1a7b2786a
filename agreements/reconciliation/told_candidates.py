"""What a batch of queries is answered, and what is suggested to who types a name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q

from agreements.index.live_indexes import Snapshot
from agreements.models import Name

from .candidates import Candidate, candidates, keys_in
from .entities import TYPES, as_type, description, identifier, rows_of
from .queries import Asked
from .spelt import is_spelt_so

Found = Mapping[str, list[Candidate]]
Rows = Mapping[tuple[str, Any], Model]
Names = Mapping[tuple[str, Any], list[str]]


def find(batch: Mapping[str, Asked], snapshot: Snapshot) -> Found:
    """Return the Candidates of each query of a batch, by its key."""
    keys = keys_in(batch.values())
    return {key: candidates(asked, snapshot, keys) for key, asked in batch.items()}


def told(found: Found) -> dict[str, dict]:
    """Return {key: result} of a batch, as the service writes results.

    The rows of all that is found are read at once, a query a noun.
    """
    every = [one for result in found.values() for one in result]
    rows = _rows(every)
    names = _names(one for one in every if one.is_single)
    return {
        key: {"result": [_told(one, rows[_key(one)], names) for one in result if _key(one) in rows]}
        for key, result in found.items()
    }


def suggestions(found: Iterable[Candidate]) -> list[dict]:
    """Return what a prefix may be completed to, as the service writes suggestions."""
    found = list(found)
    rows = _rows(found)
    return [_suggestion(rows[_key(one)]) for one in found if _key(one) in rows]


def _rows(found: Iterable[Candidate]) -> Rows:
    pks: dict[str, set] = {noun: set() for noun in TYPES}
    for one in found:
        pks[one.noun.name].add(one.pk)
    return {
        (name, pk): record
        for name, wanted in pks.items()
        if wanted
        for pk, record in rows_of(TYPES[name], wanted).items()
    }


def _key(one: Candidate) -> tuple[str, Any]:
    return one.noun.name, one.pk


def _names(found: Iterable[Candidate]) -> Names:
    """Return {(noun, primary key): other names} of candidates, in one query for all nouns."""
    pks = defaultdict(list)
    for one in found:
        if one.noun.has_other_names:
            pks[one.noun.name].append(one.pk)
    names = defaultdict(list)
    if pks:
        of_any = reduce(or_, (Q(**{f"{noun}__in": wanted}) for noun, wanted in pks.items()))
        for text, *links in Name.objects.filter(of_any).values_list("text", *pks):
            for noun, pk in zip(pks, links, strict=True):
                names[noun, pk].append(text)
    return names


def _is_certain(one: Candidate, record: Model, names: Names) -> bool:
    """Return whether a candidate is meant beyond doubt: by number, or by a name as it is spelt.

    What no source names is called by no name.
    """
    if not one.is_single or not getattr(record, "is_named", True):
        return False
    own = [getattr(record, field) for field in one.noun.names]
    return not one.text or is_spelt_so(one.text, [*own, *names[_key(one)]])


def _told(one: Candidate, record: Model, names: Names) -> dict:
    """Return a candidate as the service writes candidates."""
    return {
        "id": identifier(record),
        "name": str(record),
        "description": description(record),
        "type": [as_type(one.noun)],
        "score": one.score,
        "match": _is_certain(one, record, names),
        "features": [{"id": name, "value": fits} for name, fits in one.fits.items()],
    }


def _suggestion(record: Model) -> dict:
    return {
        "id": identifier(record),
        "name": str(record),
        "description": description(record),
        "notable": [as_type(TYPES[record._meta.model_name])],
    }
