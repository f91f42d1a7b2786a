"""How much the register holds besides agreements, of which an index tells more."""

from agreements.nouns import AGREEMENT, LISTED

COUNTED = tuple(
    noun for noun in LISTED if noun is not AGREEMENT and hasattr(noun.model, "REF_PREFIX")
)


def holdings():
    """Return (words, address of the list) for each noun whose records bear a number."""
    return [(noun.words_for(noun.model.objects.count()), noun.list_address) for noun in COUNTED]
