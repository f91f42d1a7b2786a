"""Lists that are asked for by a number or a short name that a record bore before."""

from django.http import QueryDict

from agreements.models import Alias
from agreements.models.alias import address_of
from agreements.nouns.derived import DerivedFacet, PairFacet, halves
from agreements.nouns.facets import Facet

from .addresses import pairs_of
from .comparing import Comparing
from .filters import RegisterFilter


def led_on(data: QueryDict, filterset: RegisterFilter | Comparing) -> list[tuple[str, str]] | None:
    """Return the (name, text) pairs of an address with the addresses that records bear now.

    None where it names no record by a former one.
    """
    facets, pairs = filterset.choosable, pairs_of(data)
    now = [(name, _now(facets[name], text) if name in facets else text) for name, text in pairs]
    return now if now != pairs else None


def _now(facet: Facet | DerivedFacet, text: str) -> str:
    if isinstance(facet, PairFacet):
        before = halves(text)
        now = tuple(_now(facet.of, half) for half in before)
        return text if now == before else "-".join(now)
    model = getattr(facet, "model", None)
    if model is None:
        return text
    bearer = Alias.objects.bearer(model._meta.model_name, model.canonical_address(text))
    return address_of(bearer) if bearer else text
