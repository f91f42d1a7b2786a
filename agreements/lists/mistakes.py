"""What is wrong with the address of a list, and where it leads once that is mended."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.http import QueryDict

from agreements.index.live_indexes import Snapshot
from agreements.index.selection import Selection
from agreements.nouns import NOUNS
from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import Facet, FacetValue, RecordFacet
from agreements.search.query import MAX_LENGTH, parse

from .addresses import pairs_of
from .comparing import Comparing
from .filters import PAGE, RegisterFilter

# What has read an address by a form, with the facets of its values.
Asked = RegisterFilter | Comparing
Pairs = list[tuple[str, str]]
# So many wrong values are looked for among names; each is a search.
MAX_LOOKED_FOR = 3


class Mistake(NamedTuple):
    """A wrong part of an address.

    `meant` is the label of the nearest right one, "" where there is none, `mended` the address with
    it, `without` that without either.
    """

    sentence: str
    written: str
    meant: str
    mended: str
    without: str


def mistakes(data: QueryDict, filterset: Asked, snapshot: Snapshot) -> list[Mistake]:
    """Return what is wrong with the parameters that a filterset has read; all else is kept."""
    pairs = pairs_of(data)
    return [_mistake(pairs, *found) for found in _with_nearest(filterset, snapshot)]


def likely_texts(filterset: Asked, snapshot: Snapshot) -> list[str]:
    """Return what each wrong parameter that a filterset has read was likely meant for, or ""."""
    return [text for _name, _error, (text, _label) in _with_nearest(filterset, snapshot)]


def meant_by_capitals(data: QueryDict, filterset: Asked) -> Pairs | None:
    """Return the (name, text) pairs of an address that is right but for small and capital letters.

    None where anything else is wrong with it, or nothing is.
    """
    found = {}
    for name, error in _errors(filterset):
        params = error.params or {}
        written, nearest = params.get("written", ""), params.get("nearest", "")
        if not nearest or written.casefold() != nearest.casefold():
            return None
        found[name, written] = nearest
    pairs = pairs_of(data)
    return [(name, found.get((name, text), text)) for name, text in pairs] if found else None


def _with_nearest(
    filterset: Asked, snapshot: Snapshot
) -> Iterator[tuple[str, ValidationError, tuple[str, str]]]:
    for number, (name, error) in enumerate(_errors(filterset)):
        facet = filterset.choosable.get(name)
        searched = snapshot if number < MAX_LOOKED_FOR else None
        yield name, error, _nearest(facet, error, searched)


def _errors(filterset: Asked) -> Iterator[tuple[str, ValidationError]]:
    for name, errors in filterset.form.errors.as_data().items():
        for error in errors:
            yield name, error


def _mistake(pairs: Pairs, name: str, error: ValidationError, nearest: tuple[str, str]) -> Mistake:
    params, (text, label) = error.params or {}, nearest
    written = params.get("written")
    if name == NON_FIELD_ERRORS:
        wrong = {pair: (text, pair[1]) for pair in pairs if pair[0] == written}
    else:
        wrong = {pair: (name, text) for pair in pairs if pair == (name, written or pair[1])}
    return Mistake(
        sentence=" ".join(error.messages),
        written=params.get("value") or params.get("name") or "",
        meant=label,
        mended=_address([wrong.get(pair, pair) for pair in pairs]),
        without=_address([pair for pair in pairs if pair not in wrong]),
    )


def _nearest(
    facet: Facet | DerivedFacet | None, error: ValidationError, snapshot: Snapshot | None
) -> tuple[str, str]:
    """Return the text and the label of what was likely meant, both "" where nobody can tell."""
    params = error.params or {}
    if params.get("nearest"):
        return params["nearest"], params.get("meant", "")
    if snapshot and isinstance(facet, RecordFacet) and params.get("written"):
        found = _named(facet.model, params["written"], facet, snapshot)
        return next(((value.text, value.label) for value in found), ("", ""))
    return "", ""


def _named(
    model: type[Model], written: str, facet: RecordFacet, snapshot: Snapshot
) -> Iterable[FacetValue]:
    """Return the value of a facet whose record is found best by what was written."""
    noun, query = NOUNS.get(model._meta.model_name), parse(written[:MAX_LENGTH])
    if noun is None or not query.terms:
        return []
    matches = snapshot.matches(query)
    return facet.values(snapshot.index(noun).select(Selection(), matches, facets=()).ids[:1])


def _address(pairs: Pairs) -> str:
    """Return a mended address, which begins on its first page."""
    return f"?{urlencode([(name, text) for name, text in pairs if name != PAGE])}"
