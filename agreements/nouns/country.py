"""Countries: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Country

from .arrangements import NAME_ORDERS
from .noun import Naming, Noun
from .published import of_records, published
from .schema_org import Told


def json_ld(country: Country, _told: Told) -> dict:
    return {
        "@type": "Country",
        "name": country.name,
        "identifier": country.code,
    }


COUNTRY = Noun(
    model=Country,
    plural="countries",
    records=Country.objects.recorded(),
    names=("name",),
    elsewhere=("name",),
    uncited=("code", "name", "names"),
    naming=Naming.TERRITORY,
    is_counted=True,
    orders=NAME_ORDERS,
    missing=_("No country has the code %(address)s; codes have two letters, as in UZ."),
    list_sentence=_("Countries whose institutions made cooperation agreements."),
    record_sentence=_(
        "%(name)s: cooperation agreements of its institutions, and the sources for each."
    ),
    unknown_value=_(
        "No country has the code “%(value)s”; codes are two capital letters, as in UZ."
    ),
    holdings=ngettext_lazy("%(shown)s country", "%(shown)s countries", "count"),
    columns=of_records(Country, *published(Country, "name")),
    json_ld=json_ld,
)
