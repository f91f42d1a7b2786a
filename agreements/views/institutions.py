"""The page of an institution."""

from django.db.models import Q
from django.utils.functional import cached_property

from agreements.changes.past_record import keep
from agreements.lists.live import labels
from agreements.models import Alliance, Citation, Institution
from agreements.models.identifier import identifiers_of
from agreements.nouns import AGREEMENT, INSTITUTION

from .page_charts import count_partners, facet_bars, partners, year_columns
from .record_page import MAX_ROWS, RecordPage, first_rows
from .row_counts import count_for_rows

MAX_STATEMENTS = 10


class InstitutionPage(RecordPage):
    """One institution: its agreements, alliances, events, projects and statements."""

    noun = INSTITUTION

    def get_context_data(self, **context):
        institution = self.object
        agreements = self.first_of_list(AGREEMENT, ("year", "sector"))
        counted = agreements["selection"], agreements["result"]
        counts = count_partners(self.snapshot, institution)
        bodies = self.bodies_around(counts)
        branches = first_rows([body for body in bodies if body.parent_id == institution.pk])
        count_for_rows(self.snapshot, INSTITUTION, branches["rows"], labels)
        statements = self.statements()
        context = super().get_context_data(
            agreements=agreements,
            years=year_columns(*counted),
            sectors=facet_bars(AGREEMENT, "sector", *counted),
            alliances=list(Alliance.objects.of(institution)),
            hosted_events=first_rows(institution.hosted_events.for_rows()),
            hosted_projects=first_rows(institution.hosted_projects.for_rows()),
            identifiers=institution.identifiers.all(),
            branches=branches,
            statements=statements,
            beside=statements["rows"],
            **context,
        )
        # Drawn last, when all is read that the page names.
        return {**context, "partners": partners(institution, counts, bodies)}

    def bodies_around(self, partner_pks):
        """Return the partners of these primary keys and the first branches.

        The same query reads the identifiers of the institution, which are kept with it.
        """
        own = self.object
        branches = own.branches.values("pk")[: MAX_ROWS + 1]
        around = Q(pk__in=list(partner_pks)) | Q(pk__in=branches) | Q(pk=own.pk)
        bodies = list(Institution.objects.for_rows().with_identifiers_of(own).filter(around))
        keep(own, "identifiers", identifiers_of(own, bodies))
        return [body for body in bodies if body.pk != own.pk]

    @cached_property
    def said(self):
        """Return what sources say about the institution, and the newest that its people say."""
        citations = Citation.objects.about_or_newest_by(self.object, MAX_STATEMENTS)
        return list(citations.with_voices().with_items().with_subjects())

    def statements(self):
        """Return the newest statements of its people and how many there are.

        `has_people` says whether one of those who speak has a page.
        """
        rows = [one for one in self.said if one.speaker_institution_id == self.object.pk]
        has_people = any(one.speaker_person_id for one in rows)
        total = rows[0].number_by if rows else 0
        return {"rows": rows, "total": total, "has_people": has_people}

    def citations(self):
        return [citation for citation in self.said if citation.institution_id == self.object.pk]
