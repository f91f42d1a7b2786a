"""What a form may be sent, and the register cannot hold."""

import re

from django.core.exceptions import ValidationError

from agreements.models.plain_text import REPLACEMENT

SURROGATE = re.compile("[\ud800-\udfff]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


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


def is_key_of(model, text):
    """Return whether a text could be the key of a record of a model.

    A key beyond the range of its column, or one with a NUL in it, makes the databases fail where
    they are asked for it, instead of finding nothing.
    """
    try:
        model._meta.pk.clean(text, None)
    except ValidationError:
        return False
    return True
