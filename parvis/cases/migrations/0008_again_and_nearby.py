"""What is reported nearby, what is said not to have held, and the cases of an address."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_questions'),
        ('directory', '0001_initial'),
        ('kernel', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='again_of',
            field=models.ForeignKey(help_text='Said not to have been mended.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='said_again', to='cases.case'),
        ),
        migrations.AddField(
            model_name='category',
            name='nearby_metres',
            field=models.PositiveSmallIntegerField(db_default=250, default=250, help_text='Within it, what is reported already is shown before sending; 0 shows nothing.'),
        ),
        migrations.AddField(
            model_name='category',
            name='reopening_days',
            field=models.PositiveSmallIntegerField(db_default=30, default=30, help_text='After the work is done, how long residents may say that it has not held.'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('authority'), django.db.models.functions.text.Lower('requester_email'), models.OrderBy(models.F('received_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='case_of_an_address'),
        ),
    ]
