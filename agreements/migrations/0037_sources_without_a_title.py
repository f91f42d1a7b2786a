"""Lets a source stand without a title: a notice, a post, a page that has none."""

from django.db import migrations, models

import agreements.models.plain_text


class Migration(migrations.Migration):
    dependencies = [("agreements", "0036_edits_to_look_at")]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="title",
            field=models.CharField(
                blank=True,
                help_text=(
                    "In its own language and script; empty where it has none, or none is known."
                ),
                max_length=300,
                validators=[agreements.models.plain_text.validate_line],
                verbose_name="title",
            ),
        ),
    ]
