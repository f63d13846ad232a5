"""The first tables of the room."""

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
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('kind', models.CharField(choices=[('report', 'signalement'), ('service', 'demande d’intervention'), ('complaint', 'réclamation'), ('question', 'question'), ('idea', 'idée'), ('compliment', 'félicitation')], default='report', max_length=12)),
                ('pictogram', models.CharField(default='circle-dot', max_length=40)),
                ('visibility', models.CharField(choices=[('public', 'visible de tous, sans les mots ni le nom du demandeur'), ('private', 'jamais publique')], default='public', max_length=10)),
                ('needs_place', models.BooleanField(default=True)),
                ('is_danger', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.category')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
                ('zoning', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.zoning')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('year', models.PositiveSmallIntegerField(help_text="Of reception, in the authority's calendar.")),
                ('sequence', models.PositiveIntegerField(help_text='In that year: people see 2026/000123.')),
                ('tracking_code', models.CharField(max_length=12)),
                ('private_key', models.CharField(max_length=43)),
                ('form_key', models.UUIDField(help_text='Of the form that was sent: sent twice, it makes one case.', null=True)),
                ('words', models.TextField(blank=True, verbose_name='description')),
                ('channel', models.CharField(choices=[('web', 'site'), ('counter', 'guichet'), ('phone', 'téléphone'), ('email', 'e-mail'), ('letter', 'courrier'), ('fax', 'télécopie'), ('sms', 'SMS'), ('api', 'autre logiciel')], default='web', max_length=10)),
                ('origin', models.CharField(choices=[('resident', 'usager'), ('councillor', 'élu'), ('agent', 'agent de la commune'), ('other', 'autre')], default='resident', max_length=12)),
                ('address', models.CharField(blank=True, max_length=250, verbose_name='adresse')),
                ('lon', models.FloatField(null=True)),
                ('lat', models.FloatField(null=True)),
                ('zkey', models.BigIntegerField(null=True)),
                ('requester_name', models.CharField(blank=True, max_length=160)),
                ('requester_email', models.EmailField(blank=True, max_length=254)),
                ('requester_phone', models.CharField(blank=True, max_length=30)),
                ('status', models.CharField(choices=[('new', 'nouvelle'), ('open', 'en cours'), ('waiting', 'en attente de votre réponse'), ('closed', 'close')], default='new', max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('done', 'réalisée'), ('answered', 'répondue'), ('kept', 'idée retenue'), ('not_kept', 'idée non retenue'), ('thanked', 'transmise à l’équipe'), ('no_follow_up', 'classée sans suite'), ('not_competent', 'hors de la compétence de la commune'), ('duplicate', 'déjà signalée'), ('withdrawn', 'annulée par le demandeur')], max_length=20)),
                ('priority', models.PositiveSmallIntegerField(choices=[(0, 'Priorité normale'), (1, 'Priorité haute')], default=0)),
                ('is_danger', models.BooleanField(default=False)),
                ('received_at', models.DateTimeField()),
                ('received_on', models.DateField()),
                ('estimated_on', models.DateField(help_text='Promised to the requester.', null=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('resolved_as', models.CharField(blank=True, choices=[('done', 'réalisée'), ('answered', 'répondue'), ('kept', 'idée retenue'), ('not_kept', 'idée non retenue'), ('thanked', 'transmise à l’équipe'), ('no_follow_up', 'classée sans suite'), ('not_competent', 'hors de la compétence de la commune'), ('duplicate', 'déjà signalée'), ('withdrawn', 'annulée par le demandeur')], max_length=20)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.district')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='directory.unit')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.category')),
            ],
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='CategoryOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owned', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owners', to='cases.category')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.district')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('note', 'note interne'), ('reply', 'réponse'), ('question', 'question au demandeur'), ('answer', 'message du demandeur'), ('reason', 'motif')], max_length=10)),
                ('text', models.TextField()),
                ('is_told', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('agent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='resolution',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.message'),
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='cases.category')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.district')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='CasePlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='cases.case')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.district')),
                ('zoning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.zoning')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'case', 'zoning'), name='placement_one_a_zoning')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('authority', 'parent', 'name'), name='category_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', True)), fields=('authority', 'name'), name='theme_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='categoryowner',
            constraint=models.UniqueConstraint(fields=('authority', 'category', 'district', 'agent'), name='owner_once'),
        ),
        migrations.AddConstraint(
            model_name='categoryowner',
            constraint=models.UniqueConstraint(condition=models.Q(('district__isnull', True)), fields=('authority', 'category', 'agent'), name='owner_once_anywhere'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['authority', 'unit', 'estimated_on', 'id', 'status'], name='case_queue_of_unit'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['authority', 'assignee', 'estimated_on', 'id', 'status'], name='case_queue_of_agent'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['authority', '-received_at', '-id'], name='case_archive'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['authority', 'unit', '-received_at', '-id'], name='case_archive_of_unit'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['authority', 'outcome', '-closed_at', '-id'], name='case_done'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['authority', 'zkey', 'status', 'category'], name='case_on_the_map'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('authority', 'year', 'sequence'), name='case_one_a_number'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('authority', 'tracking_code'), name='case_one_a_tracking_code'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('authority', 'private_key'), name='case_one_a_private_key'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('form_key__isnull', False)), fields=('authority', 'form_key'), name='case_one_a_form'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_on__isnull', False), ('status', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True), ('closed_on__isnull', True), ('outcome', '')), _connector='OR'), name='case_closed_with_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['new', 'open', 'waiting', 'closed'])), name='case_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'done', 'answered', 'kept', 'not_kept', 'thanked', 'no_follow_up', 'not_competent', 'duplicate', 'withdrawn'])), name='case_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_as', ''), ('resolved_at__isnull', True)), models.Q(('resolved_as__in', ['done', 'answered', 'kept', 'not_kept', 'thanked', 'no_follow_up', 'not_competent', 'duplicate', 'withdrawn']), ('resolved_at__isnull', False)), _connector='OR'), name='case_resolved_with_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lat__isnull', True), ('lon__isnull', True), ('zkey__isnull', True)), models.Q(('lat__isnull', False), ('lon__isnull', False), ('zkey__isnull', False)), _connector='OR'), name='case_point_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(fields=('authority', 'category', 'district'), name='rule_one_a_place'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(condition=models.Q(('district__isnull', True)), fields=('authority', 'category'), name='rule_one_anywhere'),
        ),
    ]
