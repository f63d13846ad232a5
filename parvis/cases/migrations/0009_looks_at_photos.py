"""What an agent decides of each photo; those received before were promised to be seen by agents alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_again_and_nearby"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="has_photo_to_read",
            field=models.BooleanField(
                db_default=False, default=False, help_text="A photo waits for an agent to say whether it is published."
            ),
        ),
        migrations.AddField(
            model_name="casephoto",
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
            model_name="casephoto",
            name="rendition",
            field=models.ForeignKey(
                help_text="What everybody sees in its place: the photo with parts covered.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.photo",
            ),
        ),
        migrations.AddField(
            model_name="casephoto",
            name="covers",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="The parts that the rendition covers, to begin again from.",
            ),
        ),
    ]
