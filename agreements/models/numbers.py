"""How numbers are written for readers."""

from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language


def grouped(number):
    """Return a whole number as the language of the page writes it, its thousands set apart."""
    return _grouped(number, get_language())


@lru_cache(maxsize=10_000)
def _grouped(number, _language):
    return formats.number_format(number, use_l10n=True, force_grouping=True)
