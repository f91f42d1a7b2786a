"""How other registers write the identifiers that they give to institutions.

Each scheme has one canonical way to write a value, by which two of them are the same. Most values
end with signs that check the others, so that a slip of the pen is no value.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
# What is longer is no address of an identifier.
LONGEST = 200
PARTING = re.compile(r"[\s-]+")
ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){0,3}(ror\.org|wikidata\.org|gleif\.org|isni\.org)"
    r"/(?:\S*/)?([a-z0-9]+)/?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)


class Scheme(NamedTuple):
    """How identifiers of one kind are written.

    `letters` is how their letters stand, `is_right` tells whether a value of the pattern keeps its
    own check. `resolver` is the address of what a value stands for.
    """

    host: str
    letters: Callable[[str], str]
    pattern: re.Pattern
    is_right: Callable[[str], bool]
    resolver: str
    refusal: Promise

    def read(self, text: str) -> str:
        """Return the canonical value of a text or of an address, "" where it is none."""
        address = ADDRESS.fullmatch(text.strip())
        if address and address[1].lower() != self.host:
            return ""
        value = self.letters(PARTING.sub("", address[2] if address else text))
        return value if self.pattern.fullmatch(value) and self.is_right(value) else ""


def keeps_ror_check(value: str) -> bool:
    """Return whether the last two digits check the number that the others are to base 32."""
    number = 0
    for sign in value[:-2]:
        number = number * len(BASE_32) + BASE_32.index(sign)
    return 98 - number * 100 % 97 == int(value[-2:])


def keeps_mod_97(value: str) -> bool:
    """Return whether digits and letters keep the check of ISO 7064 MOD 97-10."""
    return int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1


def keeps_mod_11(value: str) -> bool:
    """Return whether digits keep the check of ISO 7064 MOD 11-2, whose ten is written X."""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


SCHEMES = {
    "ror": Scheme(
        "ror.org",
        str.lower,
        re.compile(f"0[{BASE_32}]{{6}}[0-9]{{2}}", re.ASCII),
        keeps_ror_check,
        "https://ror.org/{}",
        _("This is no ROR: it has nine letters and digits, the last two check the others."),
    ),
    "wikidata": Scheme(
        "wikidata.org",
        str.upper,
        re.compile("Q[1-9][0-9]{0,11}", re.ASCII),
        bool,
        "https://www.wikidata.org/wiki/{}",
        _("This is no item of Wikidata: it has a Q and a number, such as Q42."),
    ),
    "lei": Scheme(
        "gleif.org",
        str.upper,
        re.compile("[0-9A-Z]{18}[0-9]{2}", re.ASCII),
        keeps_mod_97,
        "https://search.gleif.org/#/record/{}",
        _("This is no LEI: it has twenty letters and digits, the last two check the others."),
    ),
    "isni": Scheme(
        "isni.org",
        str.upper,
        re.compile("[0-9]{15}[0-9X]", re.ASCII),
        keeps_mod_11,
        "https://isni.org/isni/{}",
        _("This is no ISNI: it has sixteen digits, the last of which may be an X."),
    ),
}


def value_at(address: str) -> str:
    """Return the value to which an address of one of the schemes leads, "" where it is none."""
    if len(address) > LONGEST or not ADDRESS.fullmatch(address):
        return ""
    return next(filter(None, (scheme.read(address) for scheme in SCHEMES.values())), "")
