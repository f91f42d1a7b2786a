"""What pages call the choices by which records are found, in each of their languages."""

from collections.abc import Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from . import NOUNS
from .callings import CHOICE_WORDS
from .facets import ChoiceFacet, steps


@cache
def choice_labels() -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Return the labels of each choice, by the name of its noun, its parameter and its key."""
    labels: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for noun, parameter in CHOICE_WORDS:
                for key, label in _choices(noun, parameter):
                    place = noun, parameter, key
                    labels[place] = (*labels.get(place, ()), str(label))
    return {place: tuple(dict.fromkeys(texts)) for place, texts in labels.items()}


def _choices(noun: str, parameter: str) -> Iterable[tuple[str, Promise]]:
    """Yield (key, label) of the choices that have words: only they are ways to find a record."""
    of = NOUNS[noun]
    facet = next(one for one in (*of.facets, *of.callings) if one.parameter == parameter)
    if isinstance(facet, ChoiceFacet):
        choices = facet.choices.choices
    else:
        *_, (_model, field) = steps(of.model, facet.path)
        choices = field.choices
    return (choice for choice in choices if choice[0] in CHOICE_WORDS[noun, parameter])
