"""How wide labels are set, and where they are broken."""

from unicodedata import east_asian_width

LETTERS = 24
CYRILLIC = range(0x0400, 0x0530)
MAX_LINES = 4
# What no line begins with.
CLOSING = "，。、；：！？）》”’,.;:!?)"


def breadth(text: str) -> float:
    """Return how many Latin letters wide a text is set.

    A Chinese character is as wide as two, and Cyrillic letters are somewhat wider than Latin ones.
    """
    return sum(_breadth_of(char) for char in text)


def _breadth_of(char: str) -> float:
    if east_asian_width(char) in "WF":
        return 2
    return 1.15 if ord(char) in CYRILLIC else 1


def shortened(text: str, letters: int) -> str:
    """Return the text, cut so that it is at most so many letters wide."""
    if breadth(text) <= letters:
        return text
    while breadth(text) > letters - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, letters: int = LETTERS, most: int | None = MAX_LINES) -> list[str]:
    """Return the lines of a label, broken between words: how wide each may be, and how many."""
    lines, line = [], ""
    for word in text.split():
        for part in parts_of_word(word, letters):
            longer = f"{line} {part}".strip()
            if line and breadth(longer) > letters:
                lines.append(line)
                line = part
            else:
                line = longer
    lines.append(line)
    if most and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], shortened(rest, letters)]
    return lines


def parts_of_word(word: str, letters: int = LETTERS) -> list[str]:
    """Return a word in parts none of which is wider than a line."""
    parts = []
    while breadth(word) > letters:
        end = end_of_part(word, letters)
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]


def end_of_part(word: str, letters: int) -> int:
    """Return how much of a word fits a line: to a late hyphen, and with the marks that close it."""
    end = next(at for at in range(1, len(word)) if breadth(word[: at + 1]) > letters)
    hyphen = word.rfind("-", 0, end) + 1
    if hyphen > end / 2:
        return hyphen
    while end > 1 and word[end] in CLOSING:
        end -= 1
    return end
