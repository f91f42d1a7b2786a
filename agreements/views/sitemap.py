"""What crawlers read first: which addresses are worth a visit, and where all records are."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from math import ceil

from django.db.models import CharField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from agreements.formats import FORMATS
from agreements.language_paths import OWN, OWN_NAMES, in_language
from agreements.models import RefCounter, Touch
from agreements.models.refs import Registered, number_between
from agreements.nouns import COUNTRY, LISTED, Noun

from .page import Page, page_number

# So many numbers are in one part, which so has the same records as long as there are any. Each is
# told in every language with the addresses of all: a part may have 50,000 addresses and 50 MB.
PART = 5_000
XML = "application/xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
# What is not worth a visit: editing; combinations of filters, which nobody can count; searches; a
# page below a list or the data once more, as of a day or as found in a list; the history of a
# record; the form about it. A pattern holds below the path of each language.
LISTS = [noun.plural for noun in LISTED]
NOT_VISITED = (
    *("/admin/", "/*?*&", "/*?q=", "/*search/?", "/*/history/", "/*/correct/"),
    *(f"/*{name}/*/?" for name in (*LISTS, "data")),
)


@csrf_exempt
@require_safe
def robots(request):
    """Answer with what crawlers may visit; data tells what pages tell already."""
    data = [f"/*.{extension}" for extension in FORMATS]
    lines = [f"Disallow: {pattern}" for pattern in (*NOT_VISITED, *data)]
    sitemap = request.build_absolute_uri(reverse("agreements:sitemap"))
    text = "\n".join(["User-agent: *", *lines, "", f"Sitemap: {sitemap}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


class SentLater(SimpleTemplateResponse):
    """An answer in XML that is written once others may ask the indexes again."""

    def __init__(self, parts: Iterator[str]):
        super().__init__("", content_type=XML)
        self.parts = parts

    @property
    def rendered_content(self):
        return "".join(self.parts)


class Sitemap(Page):
    """The index of all parts in which the records of all nouns are told."""

    has_languages = False

    def get(self, request, *args, **kwargs):
        return SentLater(self.write())

    def write(self):
        """Yield the index in XML."""
        counts = parts_by_noun()
        yield from within(
            "sitemapindex",
            (
                f"<sitemap><loc>{self.address(noun, number)}</loc></sitemap>\n"
                for noun in LISTED
                for number in range(1, counts[noun] + 1)
            ),
        )

    def address(self, noun: Noun, number: int) -> str:
        part = reverse(f"agreements:{noun.name}-sitemap", kwargs={"part": number})
        return self.request.build_absolute_uri(part)


class SitemapPart(Page):
    """The addresses of the records of a noun whose numbers lie in one range."""

    of = None
    has_languages = False

    def get(self, request, *args, **kwargs):
        """Answer with the addresses; raise Http404 where the noun has no such part."""
        number = page_number(kwargs["part"])
        if number > parts_by_noun()[self.of]:
            raise Http404(_("The sitemap has no such part."))
        return SentLater(self.write(number))

    def write(self, number: int):
        """Yield the part in XML."""
        absolute, of_list = self.request.build_absolute_uri, self.of.list_address
        starts = {code: absolute(in_language(of_list, code)) for code in OWN_NAMES}
        yield from within(
            "urlset",
            (
                in_languages(starts, address, last_changed(moments))
                for address, *moments in records_of(self.of, number)
            ),
        )


def within(name: str, entries: Iterator[str]) -> Iterator[str]:
    """Yield an element of sitemaps with its entries."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {NAMESPACES}>\n'
    yield from entries
    yield f"</{name}>\n"


def in_languages(starts: Mapping[str, str], address: str, changed: str) -> str:
    """Return the entries of a record, one a language: each names all, as search engines ask for."""
    pages = {code: f"{start}{address}/" for code, start in starts.items()}
    named = {**pages, "x-default": pages[OWN]}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{page}"/>'
        for code, page in named.items()
    )
    return "".join(f"<url><loc>{page}</loc>{changed}{links}</url>\n" for page in pages.values())


def last_changed(moments: list[datetime | None]) -> str:
    """Return the newest of some moments as the sitemap has it, "" where none is known."""
    known = [moment for moment in moments if moment]
    return f"<lastmod>{max(known).isoformat(timespec='seconds')}</lastmod>" if known else ""


def parts_by_noun() -> dict[Noun, int]:
    """Return {noun: number of parts}; what bears no numbers has one."""
    last = dict(RefCounter.objects.values_list("prefix", "last"))
    return {
        noun: ceil(last.get(noun.model.REF_PREFIX, 0) / PART) if is_numbered(noun.model) else 1
        for noun in LISTED
    }


def is_numbered(model: type[Model]) -> bool:
    return issubclass(model, Registered)


def records_of(noun: Noun, part: int) -> QuerySet:
    """Return (address, moments of its last changes) of each record of a part.

    A record changes with what hangs on it: a citation, a party. What was written without leaving
    versions is known by the record's own moment only.
    """
    model = noun.model
    records = COUNTRY.records if noun is COUNTRY else model.objects.all()
    moments = ["version_at"]
    if is_numbered(model):
        first = (part - 1) * PART + 1
        records = records.filter(number_between(model.REF_PREFIX, first, first + PART - 1))
        moments.append("updated_at")
    touches = Touch.objects.filter(noun=noun.name, key=Cast(OuterRef("pk"), CharField()))
    newest = touches.order_by("-version_id").values("version__at")[:1]
    rows = records.order_by("pk").annotate(version_at=Subquery(newest))
    return rows.values_list(model.ADDRESS_FIELD, *moments).iterator()
