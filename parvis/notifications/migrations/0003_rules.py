"""Rules of the town about letters, what they await, letters of a day, and how often each agent wants them."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_synonyms_and_seasons'),
        ('directory', '0003_organisation'),
        ('kernel', '0004_opening'),
        ('notifications', '0002_followers'),
        ('places', '0002_drawn_again'),
    ]

    operations = [
        migrations.AlterField(
            model_name='sending',
            name='recipient',
            field=models.CharField(choices=[('requester', 'Requester'), ('follower', 'Follower'), ('agent', 'Agent'), ('unit', 'Unit'), ('address', 'Address')], max_length=10),
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('standard', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('occasion', models.CharField(blank=True, max_length=60)),
                ('channel', models.CharField(choices=[('email', 'Email')], default='email', max_length=10)),
                ('case_kind', models.CharField(blank=True, choices=[('report', 'signalement'), ('service', 'demande d’intervention'), ('complaint', 'réclamation'), ('question', 'question'), ('idea', 'idée'), ('compliment', 'félicitation')], max_length=12)),
                ('came_by', models.CharField(blank=True, choices=[('web', 'site'), ('counter', 'guichet'), ('phone', 'téléphone'), ('email', 'e-mail'), ('letter', 'courrier'), ('fax', 'télécopie'), ('sms', 'SMS'), ('api', 'autre logiciel')], max_length=10)),
                ('is_urgent', models.BooleanField(default=False)),
                ('still', models.CharField(blank=True, choices=[('', 'quoi qu’il arrive'), ('not_taken', 'si personne ne l’a encore prise en charge'), ('not_closed', 'si elle n’est toujours pas close'), ('waiting', 'si le demandeur n’a toujours pas répondu')], max_length=12)),
                ('delay_minutes', models.PositiveIntegerField(default=0)),
                ('quiet_from', models.TimeField(null=True)),
                ('quiet_until', models.TimeField(null=True)),
                ('rests_on_sundays', models.BooleanField(default=False, help_text='And on bank holidays.')),
                ('rhythm', models.CharField(choices=[('at_once', 'tout de suite'), ('daily', 'une fois par jour, regroupé'), ('never', 'jamais')], default='at_once', max_length=10)),
                ('freedom', models.CharField(choices=[('none', 'rien : c’est comme la règle le dit'), ('rhythm', 'tout de suite, ou une fois par jour'), ('all', 'tout de suite, une fois par jour, ou jamais')], default='rhythm', max_length=10)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True)),
                ('is_active', models.BooleanField(default=True)),
                ('since_at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.district')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'ordering': ['name', 'pk'],
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
            name='Awaited',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notifications.rule')),
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
            name='RuleRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(choices=[('requester', 'le demandeur'), ('followers', 'les personnes qui suivent la demande'), ('assignee', 'l’agent chargé de la demande'), ('head', 'le chef du service chargé'), ('unit', 'tous les agents du service chargé'), ('unit_address', 'l’adresse e-mail du service chargé'), ('owners', 'les responsables de la catégorie'), ('supervisors', 'les superviseurs'), ('address', 'une adresse fixe')], max_length=14)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='notifications.rule')),
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
            name='DigestLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(max_length=60)),
                ('headline', models.CharField(blank=True, max_length=250)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ('sending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='notifications.sending')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('authority', 'sending', 'event', 'template'), name='digest_line_once')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('rhythm', models.CharField(choices=[('at_once', 'tout de suite'), ('daily', 'une fois par jour, regroupé'), ('never', 'jamais')], max_length=10)),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('authority', 'agent', 'rule'), name='preference_one_a_rule')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['authority', 'occasion', 'standard'], name='rule_by_occasion'),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.UniqueConstraint(condition=models.Q(('standard', ''), _negated=True), fields=('authority', 'standard'), name='rule_one_a_standard'),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='rule_quiet_from_until'),
        ),
        migrations.AddConstraint(
            model_name='awaited',
            constraint=models.UniqueConstraint(fields=('authority', 'rule', 'event'), name='awaited_once'),
        ),
        migrations.AddConstraint(
            model_name='rulerecipient',
            constraint=models.UniqueConstraint(fields=('authority', 'rule', 'who', 'address'), name='rule_recipient_once'),
        ),
    ]
