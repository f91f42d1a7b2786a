import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0013_agreements_left_out_of_figures'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='source',
            name='source_names_publisher',
        ),
        migrations.CreateModel(
            name='Publisher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=12, unique=True, verbose_name='number')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(help_text='As English texts write it; one record for one voice, however it is spelt.', max_length=200, unique=True, verbose_name='name')),
                ('institution', models.OneToOneField(blank=True, help_text='The institution that it is, if it is one: a party that tells of its own.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publisher', to='agreements.institution', verbose_name='institution')),
            ],
            options={
                'verbose_name': 'publisher',
                'verbose_name_plural': 'publishers',
                'ordering': ['name'],
            },
        ),
        migrations.AddConstraint(
            model_name='publisher',
            constraint=models.CheckConstraint(condition=models.Q(('ref__startswith', 'PB-')), name='publisher_ref_bears_prefix', violation_error_message='The register makes this number itself.'),
        ),
        migrations.AddConstraint(
            model_name='publisher',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='publisher_has_a_name', violation_error_message='A publisher needs a name.'),
        ),
        migrations.AddField(
            model_name='source',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='agreements.publisher'),
        ),
    ]
