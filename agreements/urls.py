"""Public addresses, grouped by noun."""

from django.urls import path

from agreements.views.agreements import AgreementDetail, AgreementList
from agreements.views.alliances import AllianceDetail, AllianceList
from agreements.views.caching import unless_unchanged
from agreements.views.countries import CountryDetail, CountryList
from agreements.views.coverage import Coverage
from agreements.views.events import EventDetail, EventList
from agreements.views.home import Home, healthz
from agreements.views.institutions import InstitutionDetail, InstitutionList
from agreements.views.projects import ProjectDetail, ProjectList
from agreements.views.search import Search
from agreements.views.sectors import SectorDetail, SectorList
from agreements.views.sources import SourceDetail, SourceList

app_name = "agreements"

NOUNS = {
    "agreements": ("agreement", AgreementList, AgreementDetail),
    "institutions": ("institution", InstitutionList, InstitutionDetail),
    "sectors": ("sector", SectorList, SectorDetail),
    "countries": ("country", CountryList, CountryDetail),
    "alliances": ("alliance", AllianceList, AllianceDetail),
    "events": ("event", EventList, EventDetail),
    "projects": ("project", ProjectList, ProjectDetail),
    "sources": ("source", SourceList, SourceDetail),
}

urlpatterns = [
    path("", unless_unchanged(Home.as_view()), name="home"),
    path("search/", unless_unchanged(Search.as_view()), name="search"),
    path("coverage/", unless_unchanged(Coverage.as_view()), name="coverage"),
    path("healthz", healthz, name="healthz"),
]
for plural, (noun, list_view, detail_view) in NOUNS.items():
    urlpatterns += [
        path(f"{plural}/", unless_unchanged(list_view.as_view()), name=f"{noun}-list"),
        path(
            f"{plural}/<str:address>/",
            unless_unchanged(detail_view.as_view()),
            name=f"{noun}-detail",
        ),
    ]
