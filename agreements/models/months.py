"""The words for months in the languages of the pages, as dates have them."""

from agreements.language_habits import habit
from agreements.language_paths import OWN_NAMES

MIN_LENGTH = 3


def words_for_months(language: str) -> dict[str, int]:
    """Return {word: number of the month}, whole and short, in all cases that dates have.

    What a language says of its cases is what stands in them for the end of the given forms.
    """
    words = {
        word: number
        for number, words in enumerate(habit("MONTHS", language, ()), 1)
        for word in words.split()
    }
    cases = {
        f"{word.removesuffix(end)}{other}": number
        for end, others in habit("MONTH_CASES", language, {}).items()
        for word, number in words.items()
        if word.endswith(end)
        for other in others.split()
    }
    return words | cases


NUMBERS = {word: number for code in OWN_NAMES for word, number in words_for_months(code).items()}


def month_number(word: str) -> int | None:
    """Return the number of the month that a word, or the beginning of one, names; None for none.

    A beginning of two different months names neither.
    """
    word = word.casefold()
    if word in NUMBERS or len(word) < MIN_LENGTH:
        return NUMBERS.get(word)
    meant = {number for name, number in NUMBERS.items() if name.startswith(word)}
    return meant.pop() if len(meant) == 1 else None
