"""What the records of a list can be counted by: one declaration a facet.

The filters, the counts beside them, the facet panel and the tests all read these declarations.
"""

import re

from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Alliance, Country, Event, Institution, Place, Sector
from agreements.models.grades import Grade
from agreements.models.refs import REF_PATTERN

from .derived import GroupFacet, PairFacet
from .kinds import ChoiceFacet, EvidenceFacet, RecordFacet, YearFacet

SLUG_PATTERN = re.compile(r"[-a-zA-Z0-9_]{1,50}", re.ASCII)
CODE_PATTERN = re.compile(r"[A-Z]{2}", re.ASCII)


def _sector(path):
    return RecordFacet(
        parameter="sector",
        label=_("Sector"),
        unknown=_("No sector is called “%(value)s”."),
        path=path,
        model=Sector,
        address_field="slug",
        pattern=SLUG_PATTERN,
    )


def _country(path):
    return RecordFacet(
        parameter="country",
        label=_("Country"),
        unknown=_("No country has the code “%(value)s”; codes are two capital letters, as in UZ."),
        path=path,
        model=Country,
        address_field="code",
        pattern=CODE_PATTERN,
    )


def _alliance(path):
    return RecordFacet(
        parameter="alliance",
        label=_("Alliance"),
        unknown=_("No alliance has the number “%(value)s”."),
        path=path,
        model=Alliance,
        address_field="ref",
        pattern=REF_PATTERN,
    )


AGREEMENT_FACETS = (
    _sector("sectors"),
    _country("parties__institution__country"),
    ChoiceFacet(
        parameter="kind",
        label=_("Kind"),
        unknown=_("No kind of agreement is called “%(value)s”."),
        path="kind",
        choices=Agreement.Kind,
    ),
    ChoiceFacet(
        parameter="status",
        label=_("Status"),
        unknown=_("No status is called “%(value)s”."),
        path="status",
        choices=Agreement.Status,
    ),
    EvidenceFacet(
        parameter="evidence",
        label=_("Evidence"),
        unknown=_("No grade of evidence is called “%(value)s”."),
        path="evidence",
        choices=Grade,
        default=Grade.UNSOURCED,
        model=Agreement,
    ),
    YearFacet(
        parameter="year",
        label=_("Year of signing"),
        unknown=_("“%(value)s” is not a year of four digits."),
        path="signed_on",
    ),
    _alliance("alliances"),
    RecordFacet(
        parameter="event",
        label=_("Event"),
        unknown=_("No event has the number “%(value)s”."),
        path="event",
        model=Event,
        address_field="ref",
        pattern=REF_PATTERN,
    ),
    RecordFacet(
        parameter="institution",
        label=_("Institution"),
        unknown=_("No institution has the number “%(value)s”."),
        path="parties__institution",
        model=Institution,
        address_field="ref",
        pattern=REF_PATTERN,
    ),
)

_BY_PARAMETER = {facet.parameter: facet for facet in AGREEMENT_FACETS}

CORRIDOR = PairFacet(
    parameter="corridor",
    label=_("Between"),
    unknown=_("“%(value)s” are not two countries; their codes are written as in CN-UZ."),
    of=_BY_PARAMETER["country"],
)
PARTNERS = PairFacet(
    parameter="partners",
    label=_("Partners"),
    unknown=_(
        "“%(value)s” are not two institutions; their numbers are written as in IN-0001-IN-0002."
    ),
    of=_BY_PARAMETER["institution"],
)
PLACE = GroupFacet(
    parameter="place",
    label=_("Place"),
    unknown=_("No place has the number “%(value)s”."),
    of=_BY_PARAMETER["institution"],
    model=Place,
    members=Institution.objects.within,
)

INSTITUTION_FACETS = (
    _country("country"),
    ChoiceFacet(
        parameter="kind",
        label=_("Kind"),
        unknown=_("No kind of institution is called “%(value)s”."),
        path="kind",
        choices=Institution.Kind,
    ),
    _sector("parties__agreement__sectors"),
    _alliance("memberships__alliance"),
)
