from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0017_originals_and_copies_of_sources'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='figure', name='figure_has_a_bound'),
        migrations.RemoveConstraint(model_name='figure', name='figure_maximum_not_below_minimum'),
        migrations.AddField(
            model_name='figure',
            name='bound',
            field=models.CharField(default='exactly', max_length=10),
        ),
        migrations.AddField(
            model_name='figure',
            name='value',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='figure',
            name='upper',
            field=models.PositiveIntegerField(null=True),
        ),
    ]
