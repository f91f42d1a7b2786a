"""How days are written in Uzbek: the year first, the month in a small letter, a day after it."""

DATE_FORMAT = r"Y-\y\i\l j-E"
YEAR_MONTH_FORMAT = r"Y-\y\i\l E"
DATETIME_FORMAT = r"Y-\y\i\l j-E, H:i"
