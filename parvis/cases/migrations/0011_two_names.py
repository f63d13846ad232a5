"""A first name beside the last. The column of the one name stays, under the name that it has now: it is the last name, and
whoever still serves the version before goes on reading and writing it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_bravo'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='requester_name',
            field=models.CharField(blank=True, db_column='requester_name', max_length=160),
        ),
        migrations.RenameField(model_name='case', old_name='requester_name', new_name='requester_last_name'),
        migrations.AddField(
            model_name='case',
            name='requester_first_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
    ]
