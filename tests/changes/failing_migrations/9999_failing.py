from pathlib import Path

from django.db import migrations

from agreements import migrations as package

LAST = max(path.stem for path in Path(package.__path__[0]).glob("[0-9]*.py"))


def fail(_apps, _schema_editor):
    raise LookupError("This migration fails.")


class Migration(migrations.Migration):
    dependencies = [("agreements", LAST)]

    operations = [migrations.RunPython(fail)]
