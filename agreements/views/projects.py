"""The pages of projects."""

from django.utils.translation import gettext_lazy as _

from agreements.models import Project

from .base import RegisterDetail, RegisterList


class ProjectList(RegisterList):
    """All projects by name."""

    queryset = Project.objects.for_rows()
    title = _("Projects")


class ProjectDetail(RegisterDetail):
    """One project: where it stands and what brought it about."""

    queryset = Project.objects.for_rows().select_related("host")
    noun_missing = _("The register has no project with the number %(address)s.")
