"""One register at an address in each language: English bare, the others below their own code.

`/agreements/` is English, `/ru/agreements/` the same page in Russian. Data, feeds and all else that
programs keep has one address for all languages, the bare one.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

OWN = settings.LANGUAGE_CODE
# In their own words, which no other language translates.
OWN_NAMES = dict(settings.LANGUAGES)
OTHERS = [code for code in OWN_NAMES if code != OWN]
PREFIX = re.compile(rf"\A/({'|'.join(OTHERS)})(?=/)")
# By this data is asked for in another language.
PARAMETER = "lang"
# What stands for the text of a record where addresses are alike but for that.
ANY_RECORD = "any-record"


def language_of(address: str) -> str:
    """Return the code of the language in which the page at a local address is."""
    found = PREFIX.match(address)
    return found[1] if found else OWN


def bare(address: str) -> str:
    """Return a local address without the language that it begins with."""
    return PREFIX.sub("", address)


def in_language(address: str, language: str) -> str:
    """Return the local address of the same page in a language."""
    return bare(address) if language == OWN else f"/{language}{bare(address)}"


def address_of(view: str, *record: str) -> str:
    """Return what `reverse` does for a view, of a record where its text in addresses is given.

    A page has dozens of such addresses.
    """
    pattern = _reversed(get_script_prefix(), view, *(ANY_RECORD for _text in record))
    return pattern.replace(ANY_RECORD, quote(*record)) if record else pattern


@lru_cache(maxsize=1_000)
def _reversed(_prefix: str, view: str, *arguments: str) -> str:
    return reverse(view, args=arguments)


def asked_in(language: str) -> dict[str, str]:
    """Return the parameter by which data is asked for in a language: none for English."""
    return {} if language == OWN else {PARAMETER: language}


def in_same_language(query: str) -> str:
    """Return the query of an address of data, "" or from its "?" on, with the language of now."""
    asked = urlencode(asked_in(get_language()))
    return f"{query}{'&' if query else '?'}{asked}" if asked else query


def for_programs(request: HttpRequest) -> Callable[[str], str]:
    """Return what makes the absolute address by which programs know a page of a local one."""
    return lambda address: request.build_absolute_uri(bare(address))
