"""Stages: the town's own words for where a case stands, by category. A town that has none works as before."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_synonyms_and_seasons'),
        ('directory', '0003_organisation'),
        ('kernel', '0004_opening'),
        ('places', '0002_drawn_again'),
    ]

    operations = [
        migrations.CreateModel(
            name='StageSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('name', models.CharField(max_length=120)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='cases.stageset')),
                ('name', models.CharField(max_length=80)),
                ('public_name', models.CharField(blank=True, max_length=80)),
                ('status', models.CharField(choices=[('new', 'nouvelle'), ('open', 'en cours'), ('waiting', 'en attente de votre réponse'), ('closed', 'close')], max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('done', 'réalisée'), ('answered', 'répondue'), ('kept', 'idée retenue'), ('not_kept', 'idée non retenue'), ('thanked', 'transmise à l’équipe'), ('no_follow_up', 'classée sans suite'), ('not_competent', 'hors de la compétence de la commune'), ('duplicate', 'déjà signalée'), ('withdrawn', 'annulée par le demandeur')], help_text='How it ends a case, if it does.', max_length=20)),
                ('message', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='stage',
            field=models.ForeignKey(help_text='Of its status, always.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.stage'),
        ),
        migrations.AddField(
            model_name='case',
            name='stage_before',
            field=models.ForeignKey(help_text='Where the answer leads back to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.stage'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'new'), _negated=True), ('stage__isnull', True), _connector='OR'), name='case_new_is_in_no_stage'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'waiting'), ('stage_before__isnull', True), _connector='OR'), name='case_goes_back_from_waiting'),
        ),
        migrations.AddField(
            model_name='category',
            name='stages',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='cases.stageset'),
        ),
        migrations.AddConstraint(
            model_name='stageset',
            constraint=models.UniqueConstraint(fields=('authority', 'name'), name='stage_set_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('authority', 'stage_set', 'name'), name='stage_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('open', 'waiting', 'closed'))), name='stage_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['done', 'answered', 'kept', 'not_kept', 'thanked', 'no_follow_up', 'not_competent', 'duplicate']), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('outcome', '')), _connector='OR'), name='stage_ends_with_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('message', ''), models.Q(('public_name', ''), _negated=True), _connector='OR'), name='stage_says_what_is_read'),
        ),
    ]
