from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0008_parts_of_events'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='name',
            name='name_of_one_record',
        ),
        migrations.AddField(
            model_name='name',
            name='country',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='agreements.country', verbose_name='country'),
        ),
    ]
