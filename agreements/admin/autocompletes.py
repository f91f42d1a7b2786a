"""Choices of other records: the best match first, each told apart from others of its name.

Lists put nothing but what bears the very name first: they have an order, and may be long.
"""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length
from pyroaring import BitMap

from agreements.search.links import Conditions
from agreements.search.matches import Level, Matches

from .record_labels import NAMED, record_label


class LabelledChoices(AutocompleteJsonView):
    """The records that fit what somebody types."""

    def get_queryset(self):
        found = super().get_queryset()
        return found.select_related(*NAMED.get(found.model, ()))

    def serialize_result(self, obj, to_field_name):
        return {**super().serialize_result(obj, to_field_name), "text": record_label(obj)}


def is_choosing(request):
    """Return whether a request asks for choices of a form, rather than for a list."""
    return bool(request.resolver_match) and request.resolver_match.url_name == "autocomplete"


def best_first(queryset, matches: Matches, is_code: Q):
    """Return records with the best matches first.

    Those with the very code or name come before those that begin so, then those that have it
    within, then those with all words, with parts of words, and with words that are only alike. Of
    equals the shorter name comes first.
    """
    noun = queryset.model._meta.model_name
    own = Conditions(queryset.model, matches.names).own
    ways = [found.of(noun) for found in (matches.whole, matches.start, matches.phrase)]
    ways += [_all_terms(noun, matches, level) for level in Level]
    cases = [When(is_code, then=Value(-1))]
    cases += [When(own(docs), then=Value(rank)) for rank, docs in enumerate(ways) if docs]
    rank = Case(*cases, default=Value(len(ways)), output_field=IntegerField())
    ranked = queryset.alias(rank=rank, length=Length(queryset.model.TITLE_FIELD))
    return ranked.order_by("rank", "length", queryset.model.TITLE_FIELD, "pk")


def whole_first(queryset, matches: Matches):
    """Return records in their order, but those with the very name before the others."""
    whole = matches.whole.of(queryset.model._meta.model_name)
    if not whole:
        return queryset
    is_whole = Conditions(queryset.model, matches.names).own(whole)
    rank = Case(When(is_whole, then=Value(0)), default=Value(1), output_field=IntegerField())
    return queryset.alias(rank=rank).order_by("rank", *queryset.query.order_by)


def _all_terms(noun: str, matches: Matches, level: Level):
    return BitMap.intersection(*(terms.found[level].of(noun) for terms in matches.terms))
