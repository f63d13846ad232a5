"""What opens cases to councillors and contractors, and what the town changes in the rights of each role."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_stages"),
        ("directory", "0005_outsiders"),
        ("kernel", "0004_opening"),
        ("places", "0002_drawn_again"),
    ]

    operations = [
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="accesses", to="directory.agent"
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
                    "category",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.category"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.district"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
            managers=[
                ("everywhere", django.db.models.manager.Manager()),
                ("objects", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RoleRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=12)),
                ("action", models.CharField(max_length=12)),
                ("is_allowed", models.BooleanField()),
                (
                    "authority",
                    models.ForeignKey(
                        default=parvis.kernel.tenancy.current_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "role", "action"), name="right_one_a_cell"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("role", ""), _negated=True), models.Q(("action", ""), _negated=True)),
                        name="right_names_its_cell",
                    ),
                ],
            },
            managers=[
                ("everywhere", django.db.models.manager.Manager()),
                ("objects", django.db.models.manager.Manager()),
            ],
        ),
    ]
