"""How Uzbek is written in Cyrillic letters; what it has in common with the Latin ones is theirs."""

DATE_FORMAT = r"Y-\й\и\л j-E"
YEAR_MONTH_FORMAT = r"Y-\й\и\л E"
DATETIME_FORMAT = r"Y-\й\и\л j-E, H:i"

ALPHABET = [*"абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ"]
NAME_LANGUAGES = ("uz-Cyrl", "uz", "uz-Latn")
