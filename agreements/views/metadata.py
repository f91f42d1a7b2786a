"""What a page tells of itself to search engines, and to who shows a link to it."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.index.selection import PAGE_SIZE

from .schema_org import Describer

NOT_KEPT = "noindex, nofollow"
LONGEST = 160
LONGEST_NAME = 90
CARD = "agreements/card.svg"
# Inside a script element nothing may look like markup, whatever a record is called.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
WHOLE_SENTENCES = re.compile(r".{20,159}(?:[.!?](?=\s)|[。！？])")

RECORDS = {
    "agreement": gettext_lazy("%(name)s: who agreed what with whom, and which sources say so."),
    "institution": gettext_lazy(
        "%(name)s: its agreements, alliances and projects, and the sources for each."
    ),
    "alliance": gettext_lazy(
        "%(name)s: its members, agreements and projects, and the sources for each."
    ),
    "event": gettext_lazy("%(name)s: what was signed and said at it, and which sources say so."),
    "project": gettext_lazy("%(name)s: what brought it about, and where it stands."),
    "sector": gettext_lazy("%(name)s: cooperation agreements of this sector, and who made them."),
    "country": gettext_lazy(
        "%(name)s: cooperation agreements of its institutions, and the sources for each."
    ),
    "source": gettext_lazy("%(name)s: what this source says of cooperation agreements."),
}
LISTS = {
    "agreement": gettext_lazy(
        "Cooperation agreements by sector, country, institution, year and evidence, with exact "
        "counts."
    ),
    "institution": gettext_lazy(
        "Colleges, enterprises and authorities that made cooperation agreements."
    ),
    "alliance": gettext_lazy("Alliances of institutions, their members and agreements."),
    "event": gettext_lazy("Conferences and visits at which cooperation agreements were signed."),
    "project": gettext_lazy("Industry colleges, workshops and courses that agreements led to."),
    "sector": gettext_lazy("Sectors that cooperation agreements serve, with their numbers."),
    "country": gettext_lazy("Countries whose institutions made cooperation agreements."),
    "source": gettext_lazy("What was published about cooperation agreements, and what it says."),
    "figure": gettext_lazy(
        "What sources count, beside what this register lists: what is known to be unknown."
    ),
}


@dataclass(frozen=True)
class Metadata:
    """What stands in a page's head: its name, a sentence, its one address, and what it is.

    Without an address there is none that others should know the page by.
    """

    title: str
    description: str
    address: str
    image: str
    data: dict | None = None
    robots: str = ""

    @property
    def json_ld(self):
        """Return the data as text that a script element can hold."""
        text = json.dumps(self.data, ensure_ascii=False).translate(ESCAPES)
        return mark_safe(text)  # noqa: S308, nothing in it is markup any more


def shortened(text):
    """Return the sentences of a text that fit a description, or its beginning where none does."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    whole = WHOLE_SENTENCES.match(text)
    return whole[0] if whole else Truncator(text).chars(LONGEST)


def of_home(request):
    """Return the Metadata of the first page, which stands for the register."""
    title = _("Coop: a register of cooperation agreements")
    description = _("Who agreed what with whom, in which sector, and how we know.")
    data = Describer(request.build_absolute_uri).register("Coop", description)
    return made(request, title, description, data=data)


def of_record(request, record, context):
    """Return the Metadata of a record's page, out of what the page has loaded.

    Its address has no parameters: they only tell in which list the record was found.
    """
    noun = record._meta.model_name
    name = Truncator(str(record)).chars(LONGEST_NAME)
    description = shortened(getattr(record, "summary", "")) or RECORDS[noun] % {"name": name}
    data = Describer(request.build_absolute_uri).describe(record, context)
    return made(request, str(record), description, data=data)


def of_list(request, model, title, filterset, selection):
    """Return the Metadata of a list, of which search engines are to see each record and no more.

    Another order or another number of rows is the same list. Filters can be combined in millions
    of ways: from two values on, as with words, the page is neither kept nor are its links
    followed.
    """
    description = LISTS[model._meta.model_name]
    if not filterset.is_valid():
        return made(request, title, description, query=None, robots=NOT_KEPT)
    pairs = sorted(selection.chosen_parameters)
    robots = NOT_KEPT if selection.search or len(pairs) > 1 else ""
    if selection.page > 1 and not selection.sort and selection.page_size == PAGE_SIZE:
        pairs.append(("page", selection.page))
    return made(request, title, description, query=urlencode(pairs), robots=robots)


def of_search(request, search):
    """Return the Metadata of the search over all nouns; what it finds is not for search engines."""
    description = _("One search over all agreements, institutions, places and sources.")
    query = urlencode({"q": search.text}) if search else ""
    robots = NOT_KEPT if request.GET else ""
    return made(request, _("Search"), description, query=query, robots=robots)


def made(request, title, description, *, query="", **more):
    """Return the Metadata of the address that is asked, with another query; None: no address."""
    address = request.path + (f"?{query}" if query else "")
    return Metadata(
        title=str(title),
        description=str(description),
        address="" if query is None else request.build_absolute_uri(address),
        image=request.build_absolute_uri(static(CARD)),
        **more,
    )
