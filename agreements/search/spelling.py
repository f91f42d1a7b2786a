"""Words that may have been meant by one that stands in no name.

The distance between words is rapidfuzz's: letters added, left out, taken for another or changed
with their neighbour. It compares some hundred thousand words in a few milliseconds and is well
kept; the same in Python would take seconds.
"""

from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agreements.models import SearchWord

# So many slips are forgiven in words of at least so many letters.
SLIPS = ((8, 2), (4, 1))
# An ending: Ташкентский of Ташкент, Toshkentdagi of Toshkent.
MAX_ENDING = 5
MIN_STEM = 5
MAX_SIMILAR = 5
# What is offered where nothing is found may differ in so many of its letters.
MAX_DISTANCE_SHARE = 0.4


class Vocabulary:
    """The words of all names, as this process has read them; new ones are read when it is asked."""

    def __init__(self):
        self._lock = Lock()
        self._words: list[str] = []
        self._newest: tuple = ()

    def words(self) -> list[str]:
        """Return all words, those that were added since the last time too."""
        with self._lock:
            rows = self._from_newest()
            if self._newest and rows[:1] != [self._newest]:
                # They were deleted and read anew, or the database is another one.
                self._words, self._newest = [], ()
                rows = self._from_newest()
            self._words += [text for key, text in rows if (key, text) != self._newest]
            self._newest = rows[-1] if rows else ()
            return self._words

    def _from_newest(self) -> list[tuple[int, str]]:
        """Return the key and the text of the newest word that is known, and of all after it."""
        first = self._newest[0] if self._newest else 0
        words = SearchWord.objects.filter(pk__gte=first).order_by("pk")
        return list(words.values_list("pk", "text"))


vocabulary = Vocabulary()


def similar(word: str, known: list[str]) -> list[str]:
    """Return the known words that a folded one is most likely meant to be: the nearest others.

    Failing those, the word of which it is an inflected form.
    """
    slips = next((slips for letters, slips in SLIPS if len(word) >= letters), 0)
    return _nearest(word, slips, known) or _stems(word, known)


def nearby(word: str, known: list[str]) -> list[str]:
    """Return those of the known words that are not too far from a folded word."""
    return _nearest(word, max(1, int(len(word) * MAX_DISTANCE_SHARE)), known)


def _nearest(word: str, slips: int, known: list[str]) -> list[str]:
    if not slips:
        return []
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
    found = [match for match in found if match[1]]
    least = min((distance for _word, distance, _place in found), default=0)
    return sorted(text for text, distance, _place in found if distance == least)[:MAX_SIMILAR]


def _stems(word: str, known: list[str]) -> list[str]:
    stems = {word[:length] for length in range(max(MIN_STEM, len(word) - MAX_ENDING), len(word))}
    return sorted(stems.intersection(known), key=len, reverse=True)[:1]
