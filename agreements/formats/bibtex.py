"""BibTeX: for LaTeX and reference managers."""

from .citing import Citing, described, listed
from .format import Format

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Braces are counted even after a backslash, so that they are called by their names.
ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def entry(citing: Citing) -> bytes:
    """Return the entry of a record or a list; an address stands in it as it is."""
    title, keeper, day = escaped(citing.title), escaped(citing.keeper), citing.day
    fields = {
        # A second pair of braces keeps capitals, and a body's name in one piece.
        "author": keeper and f"{{{{{keeper}}}}}",
        "title": f"{{{{{title}}}}}",
        "howpublished": f"{{{escaped(citing.register)}}}",
        "year": day and f"{{{day.year}}}",
        "month": day and MONTHS[day.month - 1],
        "version": f"{{{citing.number}}}",
        "url": f"{{{citing.address}}}",
        "note": f"{{{escaped(citing.notes)}}}",
    }
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
    return f"@misc{{{citing.key},\n{''.join(lines)}}}\n".encode()


def escaped(text: str) -> str:
    """Return a text as LaTeX reads it."""
    return text.translate(ESCAPES)


FORMAT = Format(
    extension="bib",
    content_type="application/x-bibtex; charset=utf-8",
    label="BibTeX",
    of_record=lambda found: entry(described(found)),
    of_list=lambda listing: [entry(listed(listing))],
    is_whole=True,
    is_short=True,
    is_saved=True,
)
