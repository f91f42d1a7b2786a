"""Projects: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Project
from agreements.models.ordering import BY_STARTED

from .arrangements import NAME_ORDERS, day_orders
from .country import COUNTRY
from .facets import ChoiceFacet
from .noun import Naming, Noun, Row
from .published import of_records, published
from .schema_org import Told, location
from .sector import SECTOR


def json_ld(project: Project, _told: Told) -> dict:
    """Return a project, which schema.org counts among the Organizations."""
    return {
        "@type": "Project",
        "name": project.name,
        "foundingDate": project.started.iso,
        "location": location(project.place),
    }


PROJECT = Noun(
    model=Project,
    plural="projects",
    records=Project.objects.for_rows(),
    names=("name",),
    elsewhere=("name", "summary"),
    rows={"agreement": Row(is_optional=True), "alliance": Row(is_optional=True)},
    uncited=("summary",),
    found_by={
        "institution": ("host",),
        "country": ("place__country",),
        "place": ("place",),
        "agreement": ("agreement",),
        "alliance": ("alliance",),
    },
    naming=Naming.PROPER_NAME,
    facets=(
        ChoiceFacet(
            parameter="kind",
            label=_("Kind"),
            unknown_message=_("No kind of project is called “%(value)s”."),
            path="kind",
            choices=Project.Kind,
        ),
        ChoiceFacet(
            parameter="status",
            label=_("Status"),
            unknown_message=_("No status is called “%(value)s”."),
            path="status",
            choices=Project.Status,
        ),
        SECTOR.counted_along("agreement__sectors"),
        COUNTRY.counted_along("place__country"),
    ),
    orders=NAME_ORDERS | day_orders("started", BY_STARTED),
    missing=_("The register has no project with the number %(address)s."),
    empty=_("No project matches all of these filters."),
    list_sentence=_("Industry colleges, workshops and courses that agreements led to."),
    record_sentence=_("%(name)s: what brought it about, and where it stands."),
    holdings=ngettext_lazy("%(shown)s project", "%(shown)s projects", "count"),
    columns=of_records(
        Project,
        *published(
            Project,
            "name",
            "kind",
            "status",
            "place",
            "started_on",
            "host",
            "agreement",
            "alliance",
            "summary",
        ),
    ),
    json_ld=json_ld,
)
