"""Countries by the words for what is theirs: Chinese, немецкого, oʻzbek."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from agreements.nouns.peoples import peoples

from .fold import fold
from .stems import stems_of
from .terms import Term


def countries_of(term: Term) -> frozenset[str]:
    """Return the codes of the countries to which the word that a term is belongs."""
    if len(term.tokens) != 1:
        return frozenset()
    by_form = _by_form()
    return frozenset().union(*(by_form.get(form, ()) for form in (*term.tokens, *term.stems)))


@cache
def _by_form() -> Mapping[str, frozenset[str]]:
    """Return {folded word or stem: codes}; of the stems of a word those that lack no syllable.

    What польский leaves without -ский is a field as well.
    """
    codes = defaultdict(set)
    for code, words in peoples().items():
        for word in words:
            codes[fold(word)].add(code)
            stems = stems_of(word)
            longest = max(map(len, stems), default=0)
            for stem in stems:
                if len(stem) >= longest - 1:
                    codes[stem].add(code)
    return {form: frozenset(found) for form, found in codes.items()}
