"""Groups of people: what each is about, who is of it, the cases and the rules that are theirs."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_delays_and_limits"),
        ("directory", "0006_shared_devices"),
        ("kernel", "0004_opening"),
        ("places", "0002_drawn_again"),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("sees_all", models.BooleanField(default=False)),
                ("ended_on", models.DateField(null=True)),
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
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit"
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
            ],
            options={
                "base_manager_name": "everywhere",
                "default_manager_name": "objects",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("authority", "name"),
                        name="group_one_a_name_in_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sees_all", False),
                            ("unit__isnull", False),
                            ("category__isnull", False),
                            ("district__isnull", False),
                            _connector="OR",
                        ),
                        name="group_sees_something_in_particular",
                    ),
                ],
            },
            managers=[("everywhere", django.db.models.manager.Manager()), ("objects", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "agent",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directory.agent"),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="members", to="cases.group"),
                ),
            ],
            options={
                "base_manager_name": "everywhere",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("authority", "group", "agent"), name="member_once_a_group")],
                "indexes": [models.Index(fields=["authority", "agent", "group"], name="member_of_groups")],
            },
            managers=[("everywhere", django.db.models.manager.Manager()), ("objects", django.db.models.manager.Manager())],
        ),
        migrations.AddField(
            model_name="case",
            name="group",
            field=models.ForeignKey(
                help_text="Any of its members takes it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="cases.group",
            ),
        ),
        migrations.AddField(
            model_name="routingrule",
            name="group",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.group"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_confidential", False), ("group__isnull", True), _connector="OR"),
                name="case_confidential_is_no_group_s",
            ),
        ),
    ]
