"""Changes no table: with any migration all triggers are made anew, here such as find their tables
wherever the writer looks for his, as pg_restore does.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0039_epoch")]

    operations = []
