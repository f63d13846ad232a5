"""What is public: by category, and once an agent has looked. Nothing that was received before becomes more public."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def keep_what_another_register_had_published(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The addresses of a register are not what somebody typed. Other addresses leave the public pages until they are
    looked at: a name may be in them."""
    cases = apps.get_model("cases", "Case")._base_manager
    references = apps.get_model("kernel", "ExternalReference")._base_manager
    known = references.filter(subject_kind="cases.case").values("subject_id")
    public = cases.exclude(category__publication="private")
    named = {"place_name": F("address"), "public_address": F("address")}
    cases.filter(pk__in=public.filter(pk__in=known).values("pk")).update(**named)
    waiting = public.exclude(status="closed").exclude(address="").filter(place_name="")
    cases.filter(pk__in=waiting.values("pk")).update(is_to_read=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_followers"),
        ("kernel", "0001_initial"),
    ]

    operations = [
        # The column stays as it is: the version before this one still reads it while this one is put in place.
        migrations.AlterField(
            model_name="category",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("at_once", "tout de suite, mots et photos compris"),
                    ("public", "le lieu et l’état tout de suite, les mots et les photos après relecture"),
                    ("private", "jamais"),
                ],
                db_column="visibility",
                default="public",
                max_length=10,
            ),
        ),
        migrations.RenameField(model_name="category", old_name="visibility", new_name="publication"),
        migrations.AddField(
            model_name="category",
            name="is_for_agents",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Never offered to residents: agents alone choose it."
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="look",
            field=models.CharField(
                choices=[
                    ("unread", "à relire"),
                    ("published", "publiés"),
                    ("kept", "gardés privés"),
                    ("promised", "jamais publiés"),
                ],
                db_default="promised",
                default="unread",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="public_words",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="What everybody may read of the words, masked where need be.",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="is_to_read",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Something of it waits for an agent to say whether it is published.",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="place_name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The place as the geocoder, or a register, calls it.",
                max_length=250,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="public_address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What everybody may read of the place.",
                max_length=250,
            ),
        ),
        migrations.RunPython(keep_what_another_register_had_published, migrations.RunPython.noop),
    ]
