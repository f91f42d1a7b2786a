"""What a page tells of itself to search engines, and to who shows a link to it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.formats.json_ld import describe, describe_register
from agreements.index.selection import PAGE_SIZE
from agreements.language_paths import OWN, OWN_NAMES, for_programs, in_language
from agreements.lists.addresses import chosen_parameters
from agreements.nouns import noun_of
from agreements.nouns.schema_org import Told

NOT_KEPT = "noindex, nofollow"
MAX_LENGTH = 160
MAX_NAME = 90
CARD = "agreements/card.png"
# Inside a script element nothing may look like markup, whatever a record is called.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
WHOLE_SENTENCES = re.compile(r".{20,159}(?:[.!?](?=\s)|[。！？])")


@dataclass(frozen=True)
class Metadata:
    """What stands in a page's head: its name, a sentence, its one address, and what it is.

    Without an address there is none that others should know the page by. `languages` has the
    absolute address of the page in each language.
    """

    title: str
    description: str
    address: str
    image: str
    data: dict | None = None
    robots: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def default(self):
        """Return the address for whoever reads none of the languages."""
        return self.languages[OWN]

    def not_indexed(self):
        """Return the Metadata of a page that search engines are not to keep."""
        return replace(self, robots=self.robots or "noindex")

    @property
    def json_ld(self):
        """Return the data as text that a script element can hold."""
        text = json.dumps(self.data, ensure_ascii=False).translate(ESCAPES)
        return mark_safe(text)  # noqa: S308, nothing in it is markup any more


def shortened(text):
    """Return the sentences of a text that fit a description, or its beginning where none does."""
    text = " ".join(text.split())
    if len(text) <= MAX_LENGTH:
        return text
    whole = WHOLE_SENTENCES.match(text)
    return whole[0] if whole else Truncator(text).chars(MAX_LENGTH)


def of_home(request):
    """Return the Metadata of the first page, which stands for the register."""
    title = _("Coop: a register of cooperation agreements")
    description = _("Who agreed what with whom, in which sector, and how we know.")
    data = describe_register("Coop", description, for_programs(request))
    return made(request, title, description, data=data)


def of_record(request, record, context):
    """Return the Metadata of a record's page, out of what the page has loaded.

    Its address has no parameters: they only tell in which list the record was found.
    """
    name = Truncator(str(record)).chars(MAX_NAME)
    sentence = noun_of(record).record_sentence
    description = shortened(getattr(record, "shown_summary", "")) or sentence % {"name": name}
    data = describe(record, told_of(request, context))
    return made(request, str(record), description, data=data)


def told_of(request, context):
    """Return what a page has loaded besides its record."""
    evidence = context.get("evidence")
    sources = evidence.sources if evidence else ()
    return Told(for_programs(request), context.get("names", ()), sources)


def of_list(request, title, description, answered):
    """Return the Metadata of a list, of which search engines are to see each record and no more.

    Another order or another number of rows is the same list. Filters can be combined in millions
    of ways: from two values on, as with words, the page is neither kept nor are its links
    followed; of days there are as many.
    """
    selection = answered.selection
    if not answered.filterset.is_valid():
        return made(request, title, description, query=None, robots=NOT_KEPT)
    pairs = sorted(chosen_parameters(selection))
    is_one_of_many = selection.query or selection.on or selection.as_of or len(pairs) > 1
    robots = NOT_KEPT if is_one_of_many else ""
    if selection.page > 1 and not selection.sort and selection.page_size == PAGE_SIZE:
        pairs.append(("page", selection.page))
    return made(request, title, description, query=urlencode(pairs), robots=robots)


def of_search(request, asked):
    """Return the Metadata of the search over all nouns; what it finds is not for search engines."""
    description = _("One search over all agreements, institutions, places and sources.")
    query = urlencode({"q": asked.text}) if asked else ""
    robots = NOT_KEPT if "q" in request.GET else ""
    return made(request, _("Search"), description, query=query, robots=robots)


def made(request, title, description, *, query="", **more):
    """Return the Metadata of the address that is asked, with another query; None: no address."""
    address, absolute = request.path + (f"?{query}" if query else ""), request.build_absolute_uri
    return Metadata(
        title=str(title),
        description=str(description),
        address="" if query is None else absolute(address),
        languages={code: absolute(in_language(address, code)) for code in OWN_NAMES},
        image=request.build_absolute_uri(static(CARD)),
        **more,
    )
