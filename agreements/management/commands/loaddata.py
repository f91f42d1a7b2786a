"""Loads fixtures as Django does, as one edit that names their files."""

from pathlib import Path

from django.core.management.commands import loaddata

from agreements.changes.edits import edit


class Command(loaddata.Command):
    """Loads fixtures; what they change is kept as one edit, which can be undone whole."""

    def handle(self, *labels, **options):
        names = ", ".join(Path(label).name for label in labels)
        with edit("manage.py loaddata", names, using=options["database"]):
            return super().handle(*labels, **options)
