"""The other words for a category, and the days of the year when it is offered. Whoever still serves the version before writes
none of them: the database does."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_two_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='synonyms',
            field=models.CharField(
                blank=True, db_default='', default='', help_text='Other words for it, that people type.', max_length=500
            ),
        ),
        migrations.AddField(
            model_name='category',
            name='season_from',
            field=models.CharField(
                blank=True,
                db_default='',
                default='',
                help_text='Offered from this day, as 11-15, to the next.',
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name='category',
            name='season_to',
            field=models.CharField(blank=True, db_default='', default='', max_length=5),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(
                condition=Q(season_from='', season_to='') | (~Q(season_from='') & ~Q(season_to='')), name='category_whole_season'
            ),
        ),
    ]
