"""How Russian is written, besides what Django knows of its days and numbers."""

# No line ends between a day and its month, nor before what stands after a year.
DATE_FORMAT = "j\xa0E Y\xa0г."
DATETIME_FORMAT = "j\xa0E Y\xa0г. G:i"
YEAR_MONTH_FORMAT = "F Y\xa0г."

# As a date has them, too: "13 июня".
MONTHS = (
    "январь января янв",
    "февраль февраля фев",
    "март марта мар",
    "апрель апреля апр",
    "май мая",
    "июнь июня июн",
    "июль июля июл",
    "август августа авг",
    "сентябрь сентября сент сен",
    "октябрь октября окт",
    "ноябрь ноября ноя",
    "декабрь декабря дек",
)
# What other cases have for the end of the genitive: "в июне", "к марту", "перед октябрём".
MONTH_CASES = {"а": "у ом е", "я": "ю ем ём е"}
ALPHABET = [*"абвгдежзийклмнопрстуфхцчшщъыьэюя"]
# Many write ye for yo.
SORTED_AS = {"ё": "е"}
