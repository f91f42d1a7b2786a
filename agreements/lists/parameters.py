"""What an address asks for that its page does not know.

What others append to addresses changes nothing. A name that is like one of the page's own, or that
is one of another list, was meant to choose something: an answer without it would be unfiltered. Any
other name is left out.
"""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz.distance import OSA

from agreements.models.web_address import is_tracking
from agreements.nouns import LISTED
from agreements.punctuation import listed
from agreements.search.stems import stems_of

from .addresses import pairs_of
from .fields import quoted

OF_LISTS = ("q", "on", "as_of", "sort", "page", "page_size")
# No slip makes a name of ours longer than this.
MAX_LENGTH = 60
SHOWN_NAMES = 5
# What is left of "&amp;" where a name begins.
ESCAPED = re.compile(r"^(?:amp;)+")
# An item of a list, as PHP writes it: "country[0]".
ITEM = re.compile(r"\[[0-9]*\]", re.ASCII)
# Of "countryCode", "country-code" and "COUNTRY_CODE" alike.
NAME_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+", re.ASCII)
# A shorter word that stands beside others is as likely part of a name elsewhere: "landing_page".
OWN_ANYWHERE, OWN_FIRST = 6, 4
FARTHEST = 4


class Unknown(NamedTuple):
    """The parameters of an address that its page does not know, in their order.

    `alike` has {name: the parameter that was likely meant}, "" where it is one of another list;
    `others` has what is like none.
    """

    alike: dict[str, str]
    others: list[str]

    @property
    def meant(self) -> list[ValidationError]:
        """Return an error for each name that was meant to choose something."""
        return [refusal(name, known) for name, known in self.alike.items()]

    @property
    def refused(self) -> list[ValidationError]:
        """Return an error for each other name, where none may be left out."""
        return list(map(refusal, self.others))

    @property
    def left_out(self) -> str:
        """Return the sentence that names what has no meaning here, "" where there is nothing."""
        if not self.others:
            return ""
        names = [quoted(name or "=") for name in self.others[:SHOWN_NAMES]]
        more = ["…"] if len(self.others) > SHOWN_NAMES else []
        return ngettext(
            "The address has a parameter that this page does not know: %(names)s",
            "The address has parameters that this page does not know: %(names)s",
            len(self.others),
        ) % {"names": listed(names + more)}


def refusal(name: str, known: str = "") -> ValidationError:
    """Return the error that there is no such name, and which one was likely meant."""
    sentence = _("This page has no filter called “%(name)s”.")
    if known:
        sentence = _("This page has no filter called “%(name)s”. Did you mean “%(nearest)s”?")
    params = {"name": quoted(name), "written": name, "nearest": known, "meant": known}
    return ValidationError(sentence, params=params)


@cache
def all_parameters() -> frozenset[str]:
    """Return the names of all that can be chosen from any list."""
    choosable = (facet for noun in LISTED for facet in (*noun.facets, *noun.derived))
    return frozenset({*OF_LISTS, *(facet.parameter for facet in choosable)})


def unknown_parameters(data: QueryDict, known: Collection[str]) -> Unknown:
    """Return the Unknown of an address whose page knows these names; trackers are none."""
    alike, others = {}, []
    for name, values in data.lists():
        if name in known or is_tracking(name, values):
            continue
        meant = likely_meant(name, known)
        if meant or name in all_parameters():
            alike[name] = meant
        else:
            others.append(name)
    return Unknown(alike, others)


def known_query(data: QueryDict, unknown: Unknown | None = None) -> str:
    """Return the query of an address from its "?" on, without trackers and what has no meaning."""
    meaningless = unknown.others if unknown else ()
    pairs = [
        (name, text)
        for name, texts in data.lists()
        for text in texts
        if name not in meaningless and not is_tracking(name, texts)
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def mended(data: QueryDict) -> list[tuple[str, str]] | None:
    """Return the (name, text) pairs of an address that was copied out of HTML with its "&amp;".

    None where nothing is to be mended.
    """
    if not any(name.startswith("amp;") for name in data):
        return None
    return [(ESCAPED.sub("", name, count=1), value) for name, value in pairs_of(data)]


def likely_meant(name: str, known: Collection[str]) -> str:
    """Return the known parameter that a name is most likely a slip for, "" where it is for none."""
    if len(name) > MAX_LENGTH:
        return ""
    words = [word.lower() for word in NAME_WORD.findall(ITEM.sub("", name))]
    found = [(unlikeness(words, own), own) for own in known]
    _nearest, own = min((pair for pair in found if pair[0] is not None), default=(None, ""))
    return own


def unlikeness(words: list[str], own: str) -> int | None:
    """Return how far the words of a name are from one of ours, None where they are not like it."""
    written, plain = "".join(words), own.replace("_", "")
    if written == plain:
        return 0
    if stems_meet(written, plain):
        return 1
    distance = OSA.distance(written, plain)
    if is_slip(written, plain, distance):
        return 1 + distance
    place = len(words) if len(own) >= OWN_ANYWHERE else 1
    is_part = len(own) >= OWN_FIRST and any(stems_meet(word, own) for word in words[:place])
    return FARTHEST if is_part else None


def stems_meet(word: str, own: str) -> bool:
    """Return whether two words are forms of one: "countries", "sorted"."""
    return not stems_of(word).isdisjoint(stems_of(own))


def is_slip(written: str, plain: str, distance: int) -> bool:
    """Return whether so small a distance is likely a slip of the pen.

    The shorter a name, the more other names are near it: "find" is no slip for "kind", nor "sport"
    for "sort", "count" for "country" and "section" for "sector".
    """
    is_same_start = written[:1] == plain[:1]
    match len(plain):
        case 0 | 1 | 2 | 3:
            return False
        case 4:
            return distance == 1 and is_same_start and len(written) == len(plain)
        case 5 | 6:
            return distance == 1 and is_same_start
        case 7:
            return distance == 1
        case _:
            return distance == 1 or (distance == 2 and is_same_start)
