"""The first tables of the room."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.models
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Beat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('insee_code', models.CharField(max_length=5)),
                ('host', models.CharField(max_length=253, unique=True)),
                ('site_url', models.URLField(help_text='Where links in messages lead: never taken from a request.')),
                ('mailbox', models.EmailField(help_text='Read by somebody: the Reply-To of every message.', max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=60)),
                ('holidays', models.CharField(blank=True, help_text="Subdivision: '' (metropole), '57', '6AE', 'RE'…", max_length=10)),
                ('colour', models.CharField(default='#00636d', max_length=7)),
                ('logo', models.CharField(blank=True, max_length=200)),
                ('is_demo', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('colour__regex', '^#[0-9a-f]{6}$')), name='authority_colour_is_hex')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('fact_version', models.PositiveSmallIntegerField(default=1)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('subject_version', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('on', models.DateField(help_text='Civil date of the authority.')),
                ('started_at', models.DateTimeField(help_text='When the work told of began, if it was said.', null=True)),
                ('actor_kind', models.CharField(max_length=20)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_through', models.CharField(max_length=20)),
                ('on_behalf_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField()),
                ('is_imported', models.BooleanField(default=False)),
                ('shredded_at', models.DateTimeField(null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('done', 'Done'), ('parked', 'Parked'), ('dropped', 'Dropped')], default='pending', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('claims', models.PositiveSmallIntegerField(default=0)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('lease', models.UUIDField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('reaction', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='kernel.event')),
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
        migrations.CreateModel(
            name='ExternalReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=200)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('window', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'window'), name='tally_one_a_window')],
            },
        ),
        migrations.CreateModel(
            name='Timer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('done', 'Done'), ('parked', 'Parked'), ('dropped', 'Dropped')], default='pending', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('claims', models.PositiveSmallIntegerField(default=0)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('lease', models.UUIDField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('name', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
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
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('value', models.PositiveBigIntegerField(default=0)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'name'), name='counter_one_a_name')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['authority', 'kind', 'on'], name='event_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('authority', 'subject_kind', 'subject_id', 'subject_version'), name='event_one_a_version'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', 'due_at'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['reaction', 'subject_kind', 'subject_id', 'state'], name='delivery_in_order'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('authority', 'event', 'reaction'), name='delivery_once'),
        ),
        migrations.AddIndex(
            model_name='externalreference',
            index=models.Index(fields=['authority', 'subject_kind', 'subject_id'], name='reference_by_subject'),
        ),
        migrations.AddConstraint(
            model_name='externalreference',
            constraint=models.UniqueConstraint(fields=('authority', 'system', 'key'), name='reference_one_a_key'),
        ),
        migrations.AddIndex(
            model_name='timer',
            index=models.Index(fields=['state', 'due_at'], name='timer_due'),
        ),
        migrations.AddConstraint(
            model_name='timer',
            constraint=models.UniqueConstraint(fields=('authority', 'subject_kind', 'subject_id', 'name'), name='timer_one_a_name'),
        ),
    ]
