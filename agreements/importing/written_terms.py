"""Terms, and how exactly days are known, as people write them in the register's four languages."""

import re

# How exactly a day is known, by the words for it: those of sheets, and those that pages say.
PRECISIONS = {
    word: precision
    for precision, words in (
        ("day", "day, the day, the whole day, день, дата, день известен, kun, sana, 日, 日期"),
        ("month", "month, the month only, месяц, только месяц, oy, faqat oy, 月, 月份, 仅月份"),
        ("year", "year, the year only, год, только год, yil, faqat yil, 年, 年份, 仅年份"),
    )
    for word in words.split(", ")
}
# That no end was agreed.
OPEN = {
    *("open", "open end", "open-ended", "no end", "..", "indefinite"),
    *("бессрочно", "без срока", "бессрочный", "открытый"),
    *("muddatsiz", "cheksiz", "ochiq"),
    *("无限期", "长期", "不定期", "无期限"),
}
WHOLE = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:from|since) (?P<first>.+?)(?:(?: to| until| till) (?P<last>.+))?",
        r"(?:until|till|to) (?P<last>.+)",
        r"(?:с|со) (?P<first>.+?)(?: (?:до|по) (?P<last>.+))?",
        r"(?:до|по) (?P<last>.+)",
        r"(?P<first>.+?)[- ]?dan(?: (?P<last>.+?)(?:[- ]?gacha)?)?",
        r"(?P<last>.+?)[- ]?gacha",
        r"[自从]\s?(?P<first>.+?)\s?[至到]\s?(?P<last>.+?)(?:止|为止)?",
        r"[自从]?\s?(?P<first>.+?)\s?(?:起|开始)(?:\s?[至到]?\s?(?P<last>.+?)(?:止|为止)?)?",
        r"[至到]\s?(?P<last>.+?)(?:止|为止)?",
    )
]
BETWEEN = re.compile(
    r"\s+(?:to|until|till|до|по|-|–|—)\s+|\s*(?:–|—|/|\.\.\.?|[至到])\s*", re.IGNORECASE
)


def parted_term(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a term as they are written, None where it is no term.

    Either may be "": "from 2024" has no last day.
    """
    for form in WHOLE:
        if match := form.fullmatch(text):
            named = match.groupdict()
            return named.get("first") or "", named.get("last") or ""
    parts = BETWEEN.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else None
