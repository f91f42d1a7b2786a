"""Public addresses, from the nouns' declarations."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from agreements.nouns import LISTED
from agreements.views import reconcile
from agreements.views.about import About
from agreements.views.agreements import AgreementPage
from agreements.views.alliances import AlliancePage
from agreements.views.api import ApiCatalog, ApiDocument, ApiPage
from agreements.views.changes import ChangeList
from agreements.views.correction import CorrectionPage, CorrectionSent
from agreements.views.countries import CountryList, CountryPage
from agreements.views.coverage_page import CoveragePage
from agreements.views.data import ListData, RecordData
from agreements.views.data_page import (
    CodebookPage,
    DataPage,
    catalog_file,
    codebook_file,
    package_file,
)
from agreements.views.events import EventPage
from agreements.views.history_page import HistoryPage
from agreements.views.home import Home
from agreements.views.institutions import InstitutionPage
from agreements.views.list_page import ListPage
from agreements.views.people import PersonPage
from agreements.views.projects import ProjectPage
from agreements.views.publishers import PublisherPage
from agreements.views.record_page import RecordPage
from agreements.views.release_page import ReleasePage, release_file
from agreements.views.search_page import Search
from agreements.views.sectors import SectorList, SectorPage
from agreements.views.sitemap import Sitemap, SitemapPart, robots
from agreements.views.sources import SourcePage

app_name = "agreements"


class AddressConverter(StringConverter):
    """What names a record where a format follows: `AG-0001` of `AG-0001.csl.json`."""

    regex = "[^/.]+"


register_converter(AddressConverter, "address")

LISTS = {page.noun: page for page in (CountryList, SectorList)}
RECORDS = {
    page.noun: page
    for page in (
        AgreementPage,
        AlliancePage,
        CountryPage,
        EventPage,
        InstitutionPage,
        PersonPage,
        ProjectPage,
        PublisherPage,
        SectorPage,
        SourcePage,
    )
}

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("search/", Search.as_view(), name="search"),
    path("about/", About.as_view(), name="about"),
    path("coverage/", CoveragePage.as_view(), name="coverage"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", Sitemap.as_view(), name="sitemap"),
    path("data/", DataPage.as_view(), name="data"),
    path("data/codebook/", CodebookPage.as_view(), name="codebook"),
    path("data/codebook.csv", codebook_file, name="codebook-file"),
    path("data/catalog.jsonld", catalog_file, name="catalog-file"),
    path("data/datapackage.json", package_file, name="package-file"),
    path("data/releases/<str:name>/", ReleasePage.as_view(), name="release"),
    path("data/releases/<str:name>/<str:member>", release_file, name="release-file"),
    path("api/", ApiPage.as_view(), name="api"),
    path("openapi.json", ApiDocument.as_view(), name="openapi"),
    path(".well-known/api-catalog", ApiCatalog.as_view(), name="api-catalog"),
    path("changes.json", ChangeList.as_view(), name="changes"),
    path("reconcile", reconcile.reconcile, name="reconcile"),
    path("reconcile/", reconcile.reconcile),
    path("reconcile/suggest/entity", reconcile.entities),
    path("reconcile/suggest/type", reconcile.types),
    path("reconcile/suggest/property", reconcile.properties),
    path("reconcile/properties", reconcile.proposals),
    path("reconcile/flyout", reconcile.flyout),
    path("reconcile/preview", reconcile.preview, name="reconcile-preview"),
    path("reconcile/<str:identifier>", reconcile.entity, name="reconcile-entity"),
]
for noun in LISTED:
    of_list = LISTS.get(noun, ListPage).as_view(noun=noun)
    page = RECORDS.get(noun, RecordPage)
    of_record = page.as_view(noun=noun)
    urlpatterns += [
        path(f"{noun.plural}/", of_list, name=f"{noun.name}-list"),
        path(f"{noun.plural}/<str:address>/", of_record, name=f"{noun.name}-detail"),
        path(
            f"{noun.plural}/<str:address>/history/",
            HistoryPage.as_view(noun=noun),
            name=f"{noun.name}-history",
        ),
        path(
            f"{noun.plural}/<str:address>/correct/",
            CorrectionPage.as_view(noun=noun),
            name=f"{noun.name}-correction",
        ),
        path(
            f"{noun.plural}/<str:address>/correct/sent/",
            CorrectionSent.as_view(noun=noun),
            name=f"{noun.name}-correction-sent",
        ),
        path(f"{noun.plural}.<str:extension>", ListData.as_view(noun=noun)),
        path(
            f"{noun.plural}/<address:address>.<str:extension>",
            RecordData.as_view(noun=noun, queryset=page.queryset),
            name=f"{noun.name}-data",
        ),
        path(
            f"sitemap-{noun.plural}-<str:part>.xml",
            SitemapPart.as_view(of=noun),
            name=f"{noun.name}-sitemap",
        ),
    ]
