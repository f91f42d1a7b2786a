"""Which texts the register takes: those that can be read, can be seen, and do no harm."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Controls but tabulators and ends of lines; halves of characters; what no alphabet has.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff"
    "\U000f0000-\U0010ffff]"
)
# Marks that turn the order of the words around them, beyond the end of their own text.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
END_OF_LINE = re.compile("[\t\n\r\u2028\u2029]")
# A spreadsheet takes a text that begins so for a formula, and runs it.
FORMULA = re.compile("[-=+@\t\r]")
# Letters and symbols that leave no ink (Unicode's Hangul fillers and the blank of Braille).
INKLESS = set("\u115f\u1160\u3164\uffa0\u2800")


def validate_readable(text):
    """Refuse what cannot be read or seen, or turns words around."""
    if UNREADABLE.search(text):
        raise ValidationError(_("This text holds a character that could not be read."))
    if TURNING.search(text):
        raise ValidationError(
            _("This text holds an invisible mark that turns the order of words around.")
        )
    if not any(map(leaves_ink, text)):
        raise ValidationError(_("This text holds nothing that can be seen."))


def validate_text(text):
    """Refuse what `validate_readable` does, and what a spreadsheet would run."""
    validate_readable(text)
    if FORMULA.match(text):
        raise ValidationError(
            _("A text cannot begin with = + - or @: a spreadsheet would take it for a formula.")
        )


def validate_line(text):
    """Refuse what `validate_text` does, and ends of lines: a name or a title is one line."""
    validate_text(text)
    if END_OF_LINE.search(text):
        raise ValidationError(_("This text is one line: leave out tabulators and ends of lines."))


def leaves_ink(character):
    """Return whether a character can be seen: a letter, a number, a sign, no space or filler."""
    return unicodedata.category(character)[0] in "LNPS" and character not in INKLESS
