"""The page of a project."""

from agreements.models import Project
from agreements.nouns import PROJECT

from .record_page import RecordPage


class ProjectPage(RecordPage):
    """One project: where it stands and what brought it about."""

    noun = PROJECT
    queryset = Project.objects.for_rows()
