"""A zoning drawn anew has its open cases placed again; a file that was sent waits to be imported."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.models
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_opening'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='zoning',
            name='placing_after',
            field=models.BigIntegerField(help_text='The last that was placed; 0 before the first; none when all are where they are.', null=True),
        ),
        migrations.AddField(
            model_name='zoning',
            name='placing_moved',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='zoning',
            name='placing_seen',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='zoning',
            name='placing_total',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name='ZoningFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('name', models.CharField(blank=True, help_text='Of the zoning that it would make.', max_length=120)),
                ('frame', models.CharField(max_length=80)),
                ('features', models.JSONField()),
                ('notes', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('zoning', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.zoning')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'objects',
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
    ]
