"""The words for months in English, Russian and Uzbek, as dates have them."""

# Each month's names, whole and short; Russian ones as a date has them too ("13 июня"), Uzbek ones
# in both scripts, with the older Cyrillic spellings.
MONTHS = (
    "january jan yanvar январь января январ янв",
    "february feb fevral февраль февраля феврал фев февр",
    "march mar mart март марта мар",
    "april apr aprel апрель апреля апрел апр",
    "may май мая",
    "june jun iyun июнь июня июн",
    "july jul iyul июль июля июл",
    "august aug avgust август августа авг",
    "september sept sep sentabr sentyabr сентябрь сентября сентябр сент сен",
    "october oct oktabr oktyabr октябрь октября октябр окт",
    "november nov noyabr ноябрь ноября ноябр ноя",
    "december dec dekabr декабрь декабря декабр дек",
)
NUMBERS = {word: number for number, words in enumerate(MONTHS, 1) for word in words.split()}
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
