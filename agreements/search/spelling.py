"""Words that may have been meant by one that stands in no name.

The distance between words is rapidfuzz's: letters added, left out, taken for another or changed
with their neighbour.
"""

from itertools import islice

from agreements.nouns import NOUNS

from .names import Names
from .small_words import is_small_key

# So many slips are forgiven in words of at least so many letters.
SLIPS = ((8, 2), (4, 1))
# An ending: Ташкентский of Ташкент, Toshkentdagi of Toshkent.
MAX_ENDING = 5
MIN_STEM = 5
MAX_SIMILAR = 5


def similar(word: str, names: Names) -> list[str]:
    """Return the words of names that a folded one is most likely meant to be: the nearest others.

    Failing those, the word of which it is an inflected form.
    """
    return nearest(word, names) or _stems(word, names)


def nearest(word: str, names: Names) -> list[str]:
    """Return the words of names that differ least from a folded one, by few slips for its length.

    Itself is none of them.
    """
    slips = next((slips for letters, slips in SLIPS if len(word) >= letters), 0)
    if not slips or not word.isalpha():
        return []
    for distance in range(1, slips + 1):
        near = names.vocabulary.near(word, distance)
        texts = sorted(
            text for text, of_text in near if of_text == distance and not is_small_key(text)
        )
        if held := list(islice((text for text in texts if _is_held(text, names)), MAX_SIMILAR)):
            return held
    return []


def _stems(word: str, names: Names) -> list[str]:
    lengths = range(len(word) - 1, max(MIN_STEM, len(word) - MAX_ENDING) - 1, -1)
    stems = (word[:length] for length in lengths)
    return next(([stem] for stem in stems if stem.isalpha() and _is_held(stem, names)), [])


def _is_held(word: str, names: Names) -> bool:
    """Return whether a name has the word; a vocabulary keeps words that no name has any more."""
    number = names.vocabulary.known(word)
    return bool(len(number)) and any(names.of(noun).with_any(number) for noun in NOUNS)
