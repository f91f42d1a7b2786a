"""The page of a project."""

from django.db.models import Q
from django.utils.functional import cached_property

from agreements.evidence.timeline import moments_of_others
from agreements.models import Citation
from agreements.nouns import PROJECT

from .record_page import RecordPage


class ProjectPage(RecordPage):
    """One project: what brought it about, and what happened to it when."""

    noun = PROJECT

    def get_context_data(self, **context):
        return super().get_context_data(others=self.moments_of_others(), **context)

    @cached_property
    def cited(self):
        """Return the citations of the project, and those of the day on which it was agreed on."""
        own = self.object
        about = (
            Q(project=own)
            | Q(agreement__in=one_or_none(own.agreement_id), field="signed_on")
            | Q(alliance__in=one_or_none(own.alliance_id), field="launched_on")
        )
        return list(Citation.objects.filter(about).with_voices().with_items())

    def citations(self):
        return [citation for citation in self.cited if citation.project_id == self.object.pk]

    def moments_of_others(self):
        """Return when the agreement was signed, and the alliance launched, that it came of."""
        own = self.object
        return [
            *moments_of_others(one_or_none(own.agreement), self.cited, ("signed_on",)),
            *moments_of_others(one_or_none(own.alliance), self.cited, ("launched_on",)),
        ]


def one_or_none(value):
    """Return a list of the value, an empty one where there is none."""
    return [value] if value else []
