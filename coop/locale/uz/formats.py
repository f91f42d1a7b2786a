"""How Uzbek is written: the year first, the month in a small letter, a day after it."""

DATE_FORMAT = r"Y-\y\i\l j-E"
YEAR_MONTH_FORMAT = r"Y-\y\i\l E"
DATETIME_FORMAT = r"Y-\y\i\l j-E, H:i"

# In both scripts, with the older spellings.
MONTHS = (
    "yanvar январ",
    "fevral феврал",
    "mart март",
    "aprel апрел",
    "may май",
    "iyun июн",
    "iyul июл",
    "avgust август",
    "sentabr sentyabr сентябр",
    "oktabr oktyabr октябр",
    "noyabr ноябр",
    "dekabr декабр",
)
# Foreign letters stand where the Latin alphabet has them.
ALPHABET = [*"abcdefghijklmnopqrstuvwxyz", "oʻ", "gʻ", "sh", "ch", "ng"]
NAME_LANGUAGES = ("uz-Latn", "uz", "uz-Cyrl")
