"""The page on personal data says how long things are kept: what the code does, in so many words."""

from datetime import timedelta

from parvis.cases import following, keyring
from parvis.cases.models.case import SHOWN_DONE
from parvis.cases.readings.public import SHOWN_BY_CODE
from parvis.directory.pages import first_text
from parvis.documents.forgetting import WAITING
from parvis.notifications.forgetting import KEPT


def test_the_page_says_how_long_each_thing_is_really_kept() -> None:
    text = first_text("donnees-personnelles")
    for kept, expected, said in (
        (WAITING, timedelta(days=2), "pas envoyée : deux jours"),
        (following.AFTER_THE_END, timedelta(days=30), "un mois après la fin"),
        (following.TO_CONFIRM, timedelta(days=7), "une semaine si vous ne confirmez pas"),
        (KEPT, timedelta(days=7), "lien de toutes vos demandes : une semaine"),
        (SHOWN_DONE, timedelta(days=30), "trente jours après la réparation"),
        (SHOWN_BY_CODE, timedelta(days=365), "un an après la fin"),
        (keyring.GOOD_FOR, timedelta(hours=2), "s’ouvre deux heures"),
    ):
        assert kept == expected and said in text, said
