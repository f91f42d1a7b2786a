"""Whether a text is a name letter by letter: names are found by keys that forgive more."""

import unicodedata
from collections.abc import Iterable

from agreements.search.fold import WITHOUT_APOSTROPHES, fold, simplified


def is_spelt_so(text: str, names: Iterable[str]) -> bool:
    """Return whether a text is one of some names.

    Case, accents, signs and the two ways to write Chinese do not matter. A text in another script
    than the name with its key is that name, written otherwise; in the same script it is misspelt.
    """
    key, plain, scripts = fold(text), _plain(text), _scripts(text)
    alike = [name for name in names if fold(name) == key]
    if any(_plain(name) == plain for name in alike):
        return True
    return bool(alike) and all(scripts.isdisjoint(_scripts(name)) for name in alike)


def _plain(text: str) -> str:
    """Return the letters and digits of a text, without case and marks."""
    decomposed = unicodedata.normalize("NFKD", text.translate(WITHOUT_APOSTROPHES).casefold())
    return "".join(simplified(char) for char in decomposed if char.isalnum())


def _scripts(text: str) -> set[str]:
    """Return the scripts of a text's letters, as Unicode calls them: "LATIN"."""
    return {unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha()}
