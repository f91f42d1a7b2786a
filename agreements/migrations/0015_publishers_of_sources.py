from datetime import UTC, datetime

from django.db import migrations
from django.db.models import OuterRef, Subquery

PREFIX = "PB"


def copy(apps, schema_editor):
    """Have each name of a publisher be a record; those spelt differently stay apart."""
    Source, Publisher, RefCounter = (
        apps.get_model("agreements", model) for model in ("Source", "Publisher", "RefCounter")
    )
    alias = schema_editor.connection.alias
    sources = Source.objects.using(alias)
    names = sources.order_by("publisher").values_list("publisher", flat=True).distinct()
    made = Publisher.objects.using(alias).bulk_create(
        Publisher(name=name, ref=f"{PREFIX}-{number:04d}", updated_at=datetime.now(UTC))
        for number, name in enumerate(names, 1)
    )
    same = Publisher.objects.using(alias).filter(name=OuterRef("publisher"))
    sources.update(published_by=Subquery(same.values("pk")))
    if made:
        counters = RefCounter.objects.using(alias)
        counters.update_or_create(prefix=PREFIX, defaults={"last": len(made)})


def copy_back(apps, schema_editor):
    """Have each source bear the name of its publisher itself."""
    Source, Publisher, RefCounter = (
        apps.get_model("agreements", model) for model in ("Source", "Publisher", "RefCounter")
    )
    alias = schema_editor.connection.alias
    own = Publisher.objects.using(alias).filter(pk=OuterRef("published_by"))
    Source.objects.using(alias).update(publisher=Subquery(own.values("name")))
    Source.objects.using(alias).update(published_by=None)
    Publisher.objects.using(alias).all().delete()
    RefCounter.objects.using(alias).filter(prefix=PREFIX).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0014_publishers'),
    ]

    operations = [migrations.RunPython(copy, copy_back)]
