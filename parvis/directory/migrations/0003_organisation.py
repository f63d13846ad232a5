"""Deputies, suspensions, absences, people without an address, and the hours of a unit."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import parvis.kernel.tenancy


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_town_pages"), ("kernel", "0004_opening")]

    operations = [
        migrations.AlterModelManagers(
            name="agent",
            managers=[("objects", django.db.models.manager.Manager()), ("everywhere", django.db.models.manager.Manager())],
        ),
        migrations.AddField(
            model_name="agent",
            name="identifier",
            field=models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="identifiant"),
        ),
        migrations.AddField(model_name="agent", name="suspended_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="unit",
            name="opening",
            field=models.CharField(blank=True, db_default="", default="", max_length=300, verbose_name="horaires"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[("agent", "agent"), ("deputy", "adjoint"), ("head", "chef de service")],
                default="agent",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("identifier", ""), _negated=True),
                fields=("authority", "identifier"),
                name="agent_one_an_identifier",
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="premier jour")),
                ("ends_on", models.DateField(verbose_name="dernier jour")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="absences", to="directory.agent"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        default=parvis.kernel.tenancy.current_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.authority",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agent"),
                ),
            ],
            options={
                "ordering": ["starts_on"],
                "indexes": [models.Index(fields=["authority", "ends_on"], name="absence_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="absence_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agent", models.F("deputy")), _negated=True), name="absence_is_filled_by_another"
                    ),
                ],
            },
            managers=[
                ("everywhere", django.db.models.manager.Manager()),
                ("objects", django.db.models.manager.Manager()),
            ],
        ),
    ]
