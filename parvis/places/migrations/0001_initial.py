"""The first tables of the room."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.models
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Zoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('geometry', models.JSONField(help_text='GeoJSON Polygon or MultiPolygon, WGS 84.')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('zoning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='places.zoning')),
            ],
            options={
                'ordering': ['name'],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('geometry', models.JSONField(help_text='GeoJSON Polygon or MultiPolygon, WGS 84.')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority',), name='territory_one_an_authority')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='zoning',
            constraint=models.UniqueConstraint(fields=('authority', 'name'), name='zoning_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.UniqueConstraint(fields=('authority', 'zoning', 'code'), name='district_one_a_code'),
        ),
    ]
