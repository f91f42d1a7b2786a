"""The pages of institutions."""

from django.utils.translation import gettext_lazy as _

from agreements.filters import InstitutionFilter
from agreements.index import live
from agreements.models import Institution

from .base import RegisterDetail, RegisterList, first_of_list, first_rows
from .charts import facet_bars, partners, year_columns


class InstitutionList(RegisterList):
    """All institutions, by country, kind, sector and alliance."""

    filterset_class = InstitutionFilter
    index = live.institutions
    queryset = Institution.objects.for_rows()
    title = _("Institutions")
    empty = _("No institution matches all of these filters.")


class InstitutionDetail(RegisterDetail):
    """One institution: its agreements, alliances, events, projects and statements."""

    queryset = Institution.objects.select_related("country", "place", "parent")
    noun_missing = _("The register has no institution with the number %(address)s.")

    def get_context_data(self, **context):
        """Return the institution with all that it takes part in."""
        institution = self.object
        agreements = first_of_list(live.agreements, "institution", institution, ("year", "sector"))
        counted = agreements["result"], agreements["selection"]
        return super().get_context_data(
            agreements=agreements,
            partners=partners(institution),
            years=year_columns(*counted),
            sectors=facet_bars(live.agreements, "sector", *counted),
            memberships=institution.memberships.select_related("alliance"),
            guided_alliances=institution.guided_alliances.all(),
            hosted_events=first_rows(institution.hosted_events.for_rows()),
            hosted_projects=first_rows(institution.hosted_projects.for_rows()),
            branches=first_rows(institution.branches.for_rows()),
            statements=institution.statements.with_voices().with_subjects(),
            **context,
        )
