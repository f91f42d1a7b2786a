"""How large numbers can be, and how they are written for readers."""

from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language

# As much as a column of whole numbers holds on every database.
LARGEST = 2_147_483_647
LARGEST_SMALL = 32_767


def grouped(number):
    """Return a whole number as the language of the page writes it, its thousands set apart."""
    return _grouped(number, get_language())


@lru_cache(maxsize=10_000)
def _grouped(number, _language):
    return formats.number_format(number, use_l10n=True, force_grouping=True)
