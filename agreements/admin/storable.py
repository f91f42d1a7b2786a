"""What a form may be sent, and the register cannot hold."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SURROGATE = re.compile("[\ud800-\udfff]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# All but tabulators and ends of lines.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# A spreadsheet takes a text that begins so for a formula, and runs it.
FORMULA = re.compile("[-=+@\t\r]")
# Letters and symbols that leave no ink (Unicode's Hangul fillers and the blank of Braille).
INKLESS = set("\u115f\u1160\u3164\uffa0\u2800")


def is_storable(text):
    """Return whether both databases can hold the text, or compare anything with it."""
    return not UNSTORABLE.search(text)


def readable(values):
    """Return a copy of a QueryDict that can be written out again as UTF-8.

    What stands for half a character becomes the mark that decoders leave for bytes they cannot
    read, so that one rule refuses both.
    """
    copy = values.copy()
    for key, texts in values.lists():
        copy.setlist(key, [SURROGATE.sub(REPLACEMENT, text) for text in texts])
    return copy


def validate_text(text):
    """Refuse what could not be read, cannot be seen, or would be run by a spreadsheet."""
    if REPLACEMENT in text or CONTROL.search(text):
        raise ValidationError(_("This text holds a character that could not be read."))
    if FORMULA.match(text):
        raise ValidationError(
            _("A text cannot begin with = + - or @: a spreadsheet would take it for a formula.")
        )
    if not any(map(leaves_ink, text)):
        raise ValidationError(_("This text holds nothing that can be seen."))


def leaves_ink(character):
    """Return whether a character can be seen: a letter, a number, a sign, no space or filler."""
    return unicodedata.category(character)[0] in "LNPS" and character not in INKLESS


def is_key_of(relation, text):
    """Return whether a text could be the key of a record at the other end of a relation.

    A key beyond the range of its column, or one with a NUL in it, makes the databases fail where
    they are asked for it, instead of finding nothing.
    """
    try:
        relation.remote_field.model._meta.pk.clean(text, None)
    except ValidationError:
        return False
    return True
