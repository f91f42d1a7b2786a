import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0015_publishers_of_sources'),
    ]

    operations = [
        # Going back, the name comes as an empty text, which 0015 then fills in.
        migrations.AlterField(
            model_name='source',
            name='publisher',
            field=models.CharField(default='', max_length=200),
        ),
        migrations.RemoveField(
            model_name='source',
            name='publisher',
        ),
        migrations.RenameField(
            model_name='source',
            old_name='published_by',
            new_name='publisher',
        ),
        migrations.AlterField(
            model_name='source',
            name='publisher',
            field=models.ForeignKey(help_text='Who answers for it: all sources of one publisher count as one voice.', on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='agreements.publisher', verbose_name='publisher'),
        ),
    ]
