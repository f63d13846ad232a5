"""Letters to those who follow a case: one a follower and fact, with the page that ends them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('kernel', '0001_initial'),
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sending',
            name='sending_once_the_requester',
        ),
        migrations.AddField(
            model_name='sending',
            name='unsubscribe',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.AlterField(
            model_name='sending',
            name='recipient',
            field=models.CharField(choices=[('requester', 'Requester'), ('follower', 'Follower'), ('agent', 'Agent')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='sending',
            constraint=models.UniqueConstraint(condition=models.Q(('agent__isnull', True), ('event__isnull', False)), fields=('authority', 'event', 'template', 'subject_kind', 'subject_id'), name='sending_once_a_subject'),
        ),
    ]
