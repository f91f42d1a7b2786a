"""How wide labels are set, and where they are broken."""

from unicodedata import east_asian_width

LETTERS = 24
MOST_LINES = 4


def breadth(text):
    """Return how many letters wide a text is set; a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def shortened(text, letters):
    """Return the text, cut so that it is at most so many letters wide."""
    if breadth(text) <= letters:
        return text
    while breadth(text) > letters - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text):
    """Return the lines of a label, at most MOST_LINES of LETTERS, broken between words."""
    lines, line = [], ""
    for word in text.split():
        for part in pieces(word):
            longer = f"{line} {part}".strip()
            if line and breadth(longer) > LETTERS:
                lines.append(line)
                line = part
            else:
                line = longer
    lines.append(line)
    if len(lines) > MOST_LINES:
        rest = " ".join(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], shortened(rest, LETTERS)]
    return lines


def pieces(word):
    """Return a word in parts none of which is wider than a line."""
    parts = [""]
    for char in word:
        if breadth(parts[-1] + char) > LETTERS:
            parts.append("")
        parts[-1] += char
    return parts
