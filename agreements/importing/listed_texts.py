"""Several things in one cell: parted by semicolons, and the parts of one by strokes."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class WrittenParty(NamedTuple):
    """A party as a cell has it: name | role | kind | place | country."""

    name: str
    role: str = ""
    kind: str = ""
    place: str = ""
    country: str = ""


def parts(text: str, separator: str = ";") -> list[str]:
    """Return the parts of a text, without empty ones.

    A separator within quotation marks parts nothing; within them one mark is written twice.
    Raises ValidationError where they do not match.
    """
    return [part for part in _all_parts(text, separator, is_last=True) if part]


def written_parties(text: str) -> list[WrittenParty]:
    """Return the parties of a cell; raises ValidationError that says what is wrong."""
    found = []
    for part in _all_parts(text, ";", is_last=False):
        fields = _all_parts(part, "|", is_last=True)
        if not part.strip():
            continue
        if len(fields) > len(WrittenParty._fields):
            sentence = _("“%(party)s” has more parts than name | role | kind | place | country.")
            raise ValidationError(sentence % {"party": part.strip()[:100]})
        if not fields[0]:
            sentence = _("“%(party)s” has no name before its first |.")
            raise ValidationError(sentence % {"party": part.strip()[:100]})
        found.append(WrittenParty(*fields))
    return found


def _all_parts(text: str, separator: str, *, is_last: bool) -> list[str]:
    """Return the parts of a text; quotation marks are taken off where they are read for the last
    time.
    """
    found, start, is_quoted = [], 0, False
    for place, sign in enumerate(text):
        # A mark within a word is one of inches, or a part of the name.
        if sign == '"' and (is_quoted or not text[start:place].strip(" |") or _opens(text, place)):
            is_quoted = not is_quoted
        elif sign == separator and not is_quoted:
            found.append(text[start:place])
            start = place + 1
    if is_quoted:
        raise ValidationError(_("A quotation mark has no second one."))
    found.append(text[start:])
    return [_bare(part) if is_last else part for part in found]


def _opens(text: str, place: int) -> bool:
    """Return whether a quotation mark begins one of the parts of a party."""
    return text[:place].rstrip().endswith(("|", ";"))


def _bare(part: str) -> str:
    part = " ".join(part.split())
    if len(part) > 1 and part.startswith('"') and part.endswith('"'):
        return part[1:-1].replace('""', '"').strip()
    return part
