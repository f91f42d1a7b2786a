"""How wide labels are set, and where they are broken."""

from unicodedata import east_asian_width

LETTERS = 24
MAX_LINES = 4


def breadth(text: str) -> int:
    """Return how many letters wide a text is set; a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def shortened(text: str, letters: int) -> str:
    """Return the text, cut so that it is at most so many letters wide."""
    if breadth(text) <= letters:
        return text
    while breadth(text) > letters - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str) -> list[str]:
    """Return the lines of a label, at most MAX_LINES of LETTERS, broken between words."""
    lines, line = [], ""
    for word in text.split():
        for part in parts_of_word(word):
            longer = f"{line} {part}".strip()
            if line and breadth(longer) > LETTERS:
                lines.append(line)
                line = part
            else:
                line = longer
    lines.append(line)
    if len(lines) > MAX_LINES:
        rest = " ".join(lines[MAX_LINES - 1 :])
        lines = [*lines[: MAX_LINES - 1], shortened(rest, LETTERS)]
    return lines


def parts_of_word(word: str) -> list[str]:
    """Return a word in parts none of which is wider than a line."""
    parts = [""]
    for char in word:
        if breadth(parts[-1] + char) > LETTERS:
            parts.append("")
        parts[-1] += char
    return parts
