"""Sources: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Source
from agreements.models.ordering import BY_PUBLISHED
from agreements.models.web_address import is_web_address

from .arrangements import TITLE_ORDERS, day_orders
from .facets import ChoiceFacet
from .noun import Noun, Row
from .published import of_records, published
from .publisher import PUBLISHER
from .schema_org import Told, known
from .tongues import LanguageFacet
from .years import YearFacet

# Sources of the other kinds, or of none, are a CreativeWork.
SCHEMA_TYPES = {
    Source.Kind.NEWS: "NewsArticle",
    Source.Kind.ANNOUNCEMENT: "Article",
    Source.Kind.DOCUMENT: "DigitalDocument",
}


def json_ld(source: Source, told: Told) -> dict:
    """Return a source as its own page and those that cite it tell of it."""
    return known(
        {
            "@type": SCHEMA_TYPES.get(source.kind, "CreativeWork"),
            "@id": told.absolute(source.get_absolute_url()),
            "name": str(source),
            "author": source.author,
            "publisher": {"@type": "Organization", "name": source.publisher.name},
            "datePublished": source.published.iso,
            "inLanguage": source.language,
            "url": is_web_address(source.url) and source.url,
        }
    )


SOURCE = Noun(
    model=Source,
    plural="sources",
    records=Source.objects.for_rows(),
    names=("title", "author"),
    addresses=("url", "archived_url"),
    found_by={"publisher": ("publisher", "reprints__publisher"), "person": ("written_by",)},
    elsewhere=("title",),
    rows={
        "kind": Row(is_optional=True),
        "publisher": Row(template="agreements/_publisher.html"),
        "reprints": Row(is_optional=True),
        "author": Row(is_optional=True),
        "written_by": Row(is_optional=True),
        "language": Row(template="agreements/_language.html"),
        "url": Row(is_optional=True),
        "archived_url": Row(is_optional=True),
        "read_on": Row(is_optional=True),
    },
    facets=(
        ChoiceFacet(
            parameter="kind",
            label=_("Kind"),
            unknown_message=_("No kind of source is called “%(value)s”."),
            path="kind",
            choices=Source.Kind,
        ),
        PUBLISHER.counted_along("publisher"),
        LanguageFacet(
            parameter="language",
            label=_("Language"),
            unknown_message=_("“%(value)s” is not the code of a language, as in zh-Hans."),
            path="language",
        ),
        YearFacet(parameter="year", label=_("Year of publication"), path="published_on"),
    ),
    orders=day_orders("published", BY_PUBLISHED) | TITLE_ORDERS,
    missing=_("The register has no source with the number %(address)s."),
    empty=_("No source matches all of these filters."),
    list_sentence=_("What was published about cooperation agreements, and what it says."),
    record_sentence=_("%(name)s: what this source says of cooperation agreements."),
    holdings=ngettext_lazy("%(shown)s source", "%(shown)s sources", "count"),
    columns=of_records(
        Source,
        *published(
            Source,
            "title",
            "kind",
            "publisher",
            "reprints",
            "author",
            "written_by",
            "published_on",
            "language",
            ("url", "source_url"),
            "archived_url",
            "read_on",
        ),
    ),
    json_ld=json_ld,
)
