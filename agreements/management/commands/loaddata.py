"""Loads fixtures as Django does, as one edit that names their files."""

from pathlib import Path

from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS

from agreements.changes.edits import edit
from agreements.search.folding import fold_all


class Command(loaddata.Command):
    """Loads fixtures; what they change is kept as one edit, which can be undone whole.

    Their names are folded, so that what they hold is found at once.
    """

    def handle(self, *labels, **options):
        names = ", ".join(Path(label).name for label in labels)
        with edit("manage.py loaddata", names, using=options["database"]):
            super().handle(*labels, **options)
        if options["database"] == DEFAULT_DB_ALIAS:
            fold_all()
