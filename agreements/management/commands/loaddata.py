"""Loads fixtures as Django does, as one edit that names their files."""

from pathlib import Path

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from agreements.changes.edits import edit
from agreements.first_line import first_line
from agreements.search.folding import fold_all


class Command(loaddata.Command):
    """Loads fixtures; what they change is kept as one edit, which can be undone whole.

    Their names are folded, so that what they hold is found at once.
    """

    def handle(self, *labels, **options):
        names = ", ".join(Path(label).name for label in labels)
        try:
            with edit("manage.py loaddata", names, using=options["database"]):
                super().handle(*labels, **options)
        except (DatabaseError, DeserializationError) as error:
            raise CommandError(f"{first_line(error)} Nothing was loaded.") from error
        if options["database"] == DEFAULT_DB_ALIAS:
            fold_all()
