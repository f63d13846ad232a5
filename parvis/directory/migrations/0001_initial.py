"""The first tables of the room."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.models
import parvis.kernel.tenancy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('is_supervisor', models.BooleanField(default=False, verbose_name='superviseur')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='administrateur')),
                ('theme', models.CharField(blank=True, max_length=10)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['last_name', 'first_name'],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
                ('uid', models.UUIDField(default=parvis.kernel.models.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('path', models.CharField(db_index=True, max_length=250)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('is_closing_reserved', models.BooleanField(default=False, help_text='L’agent indique que c’est réparé ; le chef de service ou le responsable de catégorie clôture.', verbose_name='clôture réservée')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.unit')),
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
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('agent', 'agent'), ('head', 'chef de service')], default='agent', max_length=10)),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.agent')),
                ('authority', models.ForeignKey(default=parvis.kernel.tenancy.current_id, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.authority')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='directory.unit')),
            ],
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='agent',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('authority', 'user'), name='agent_one_a_user'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('authority', 'parent', 'name'), name='unit_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', True)), fields=('authority', 'name'), name='root_unit_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('authority', 'agent', 'unit'), name='membership_once'),
        ),
    ]
