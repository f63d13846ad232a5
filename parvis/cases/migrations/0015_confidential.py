"""Confidential cases: the mark on a case and on a category, and who may open each."""

import django.db.models.deletion
import django.db.models.manager
import parvis.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_rights"),
        ("directory", "0006_shared_devices"),
        ("forms", "0001_initial"),
        ("kernel", "0004_opening"),
        ("places", "0002_drawn_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="is_confidential",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Seen by those named on it, and by nobody else of the town hall.",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="is_withheld",
            field=models.BooleanField(
                db_default=False, default=False, help_text="It is, or once was, confidential: never public again."
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="is_confidential",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Each case is confidential from the start, open to its own owners.",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_withheld", True)), fields=["authority", "is_withheld", "id"], name="case_withheld"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_confidential", False), ("is_withheld", True), _connector="OR"),
                name="case_confidential_is_withheld",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_confidential", False), ("publication", "private"), _connector="OR"),
                name="category_confidential_is_never_public",
            ),
        ),
        migrations.CreateModel(
            name="Confidant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agent"),
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
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="confidants", to="cases.case"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["authority", "agent", "case"], name="confidant_of_agent")],
                "constraints": [models.UniqueConstraint(fields=("authority", "case", "agent"), name="confidant_once")],
            },
            managers=[
                ("everywhere", django.db.models.manager.Manager()),
                ("objects", django.db.models.manager.Manager()),
            ],
        ),
    ]
