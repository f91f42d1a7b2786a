"""How large numbers can be, and how they are written for readers."""

from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language

# As much as a column of whole numbers holds on every database.
LARGEST = 2_147_483_647
LARGEST_SMALL = 32_767


def grouped(number):
    """Return a whole number as the language of the page writes it, its thousands set apart."""
    return grouped_in(get_language(), number)


@lru_cache(maxsize=10_000)
def grouped_in(_page, number):
    """Return a whole number as `grouped` does, on a page of the language of now: one of many."""
    return formats.number_format(number, use_l10n=True, force_grouping=True)
