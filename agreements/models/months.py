"""The words for months in the languages of the pages, as dates have them."""

from agreements.language_habits import habit
from agreements.language_paths import OWN_NAMES

# Each has the names of the months in their order, whole and short.
MONTHS = [months for code in OWN_NAMES if (months := habit("MONTHS", code, ()))]
NUMBERS = {
    word: number
    for months in MONTHS
    for number, words in enumerate(months, 1)
    for word in words.split()
}
MIN_LENGTH = 3


def month_number(word: str) -> int | None:
    """Return the number of the month that a word, or the beginning of one, names; None for none.

    A beginning of two different months names neither.
    """
    word = word.casefold()
    if word in NUMBERS or len(word) < MIN_LENGTH:
        return NUMBERS.get(word)
    meant = {number for name, number in NUMBERS.items() if name.startswith(word)}
    return meant.pop() if len(meant) == 1 else None
