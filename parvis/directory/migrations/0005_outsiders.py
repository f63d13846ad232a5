"""Councillors who read, and contractors: neither is of the town hall."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_sign_in_elsewhere"),
        ("kernel", "0004_opening"),
    ]

    operations = [
        migrations.AddField(
            model_name="agent",
            name="kind",
            field=models.CharField(
                choices=[("agent", "agent de la mairie"), ("councillor", "élu qui consulte"), ("contractor", "entreprise")],
                db_default="agent",
                default="agent",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["agent", "councillor", "contractor"])), name="agent_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "agent"), models.Q(("is_administrator", False), ("is_supervisor", False)), _connector="OR"
                ),
                name="agent_from_outside_arranges_nothing",
            ),
        ),
    ]
