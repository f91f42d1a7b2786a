"""Gives each database a mark of its own."""

import secrets

from django.db import migrations, models


def begin(apps, schema_editor):
    epochs = apps.get_model("agreements", "Epoch").objects.using(schema_editor.connection.alias)
    epochs.create(pk=1, mark=secrets.token_hex(8))


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0038_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=16)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
