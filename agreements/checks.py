"""What `manage.py check` looks for besides what Django does."""

from django.conf import settings
from django.core import checks
from django.db import ProgrammingError, connections

from agreements.databases import of, replica
from agreements.models import Epoch


@checks.register(checks.Tags.database)
def check_letters(databases=None, handler=connections, **options):
    """Warn of a database whose locale takes no Chinese or Cyrillic sign for a letter."""
    return [
        checks.Warning(
            "The locale of this database knows no Chinese or Cyrillic letters: "
            "searches for them read all names.",
            hint="Dump it and load it into one made with "
            "CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.",
            obj=alias,
            id="agreements.W001",
        )
        for alias in databases or ()
        if not of(handler[alias]).knows_letters(handler[alias])
    ]


@checks.register(checks.Tags.database)
def check_replica(databases=None, handler=connections, **options):
    """Warn of a replica that follows no other database, or one that is not the register's."""
    if replica.REPLICA not in (databases or ()):
        return []
    found = []
    if not of(handler[replica.REPLICA]).follows_another(handler[replica.REPLICA]):
        found.append(
            checks.Warning(
                "DATABASE_REPLICA_URL does not lead to a standby: readers may see what is not so.",
                hint="Make one with pg_basebackup -R; see README.",
                id="agreements.W002",
            )
        )
    own, other = map(_epoch, replica.sources())
    if own != other:
        found.append(
            checks.Warning(
                "DATABASE_REPLICA_URL leads to another register than DATABASE_URL, or to another "
                "state of it.",
                id="agreements.W003",
            )
        )
    return found


def _epoch(name):
    """Return the mark of the epoch that a database is in, None where it holds no register."""
    try:
        return Epoch.objects.using(name).values_list("mark", flat=True).first()
    except ProgrammingError:
        return None


@checks.register(deploy=True)
def check_keeper(app_configs=None, **options):
    """Remind whoever serves the register to others that readers cannot tell who keeps it."""
    if settings.KEEPER:
        return []
    return [
        checks.Info(
            "No page says who keeps this register.",
            hint="Set KEEPER to a name, and KEEPER_ADDRESS to an e-mail or https address.",
            id="agreements.I001",
        )
    ]
