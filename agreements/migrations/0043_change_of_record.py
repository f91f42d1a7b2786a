"""When a record was last changed is found without reading the whole log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0042_translations_of_summaries")]

    operations = [
        migrations.AddIndex(
            "change", models.Index(fields=["noun", "key", "id"], name="change_of_record")
        )
    ]
