"""The first table of the room."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.models
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sending',
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
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('recipient', models.CharField(choices=[('requester', 'Requester'), ('agent', 'Agent')], max_length=10)),
                ('channel', models.CharField(choices=[('email', 'Email')], default='email', max_length=10)),
                ('template', models.CharField(max_length=60)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=250)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('message_id', models.CharField(max_length=320, unique=True)),
                ('thread', models.CharField(blank=True, max_length=320)),
                ('written_at', models.DateTimeField()),
                ('server', models.CharField(blank=True, max_length=253)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('sent_at', models.DateTimeField(null=True)),
                ('shredded_at', models.DateTimeField(null=True)),
                ('agent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['state', 'due_at'], name='sending_due'), models.Index(fields=['authority', 'subject_kind', 'subject_id', 'address', 'state'], name='sending_in_order')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agent__isnull', False), ('event__isnull', False)), fields=('authority', 'event', 'template', 'agent'), name='sending_once_an_agent'), models.UniqueConstraint(condition=models.Q(('agent__isnull', True), ('event__isnull', False)), fields=('authority', 'event', 'template'), name='sending_once_the_requester'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'done')), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='sending_done_when_sent')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
    ]
