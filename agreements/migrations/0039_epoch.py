from django.db import migrations, models


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
    ]
