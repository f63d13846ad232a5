"""A case is forgotten: no word and no coordinate of anyone's is left in any table, and the figures stand."""

import pytest
from django.apps import apps
from django.db import connection

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Category, Publication
from parvis.cases.narrative import tell
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import answer, ask, note, reply
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.kernel import worker
from parvis.kernel.actors import System
from parvis.kernel.events import history
from parvis.kernel.operations import Refused
from tests.world import ODILE, World

RETENTION = System("retention")
WORDS = ["Dupont", "Zinzolin", "Incarnat", "Amarante", "Nacarat", ODILE.first_name, ODILE.last_name, ODILE.email, ODILE.phone]


def a_long_talk(world: World) -> Case:
    case = world.report(words="Devant chez Mme Dupont.")
    case = note(case, text="Zinzolin.", by=world.karim)
    case = reply(case, text="Incarnat.", by=world.karim)
    case = ask(case, text="Amarante ?", by=world.karim)
    case = answer(case, text="Nacarat.", by=Requester(case.pk))
    worker.run_until_idle()
    return close(resolve(case, by=world.karim), by=world.nadia)


def everything() -> str:
    """All rows of all tables, as text."""
    told = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told)


def test_nothing_that_anyone_wrote_is_left_anywhere(world: World) -> None:
    case = a_long_talk(world)
    assert all(word in everything() for word in WORDS)
    facts = [event.kind for event in history(case)]
    case = shred(case, by=RETENTION)
    worker.run_until_idle()
    left = everything()
    assert [word for word in WORDS if word in left] == []
    assert [event.kind for event in history(case)] == [*facts, "case.shredded"]
    assert tell(case, told_to_colleagues)[-1].said.sentence == "efface les mots et les coordonnées du demandeur"
    case.refresh_from_db()
    assert case.number and case.district == world.centre and case.zkey is not None


def test_the_private_link_opens_nothing_any_more(world: World) -> None:
    case = a_long_talk(world)
    key = case.private_key
    shred(case, by=RETENTION)
    assert not Case.objects.filter(private_key=key).exists()


def test_the_place_of_a_private_case_goes_too(world: World) -> None:
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.NEVER)
    case = shred(a_long_talk(world), by=RETENTION)
    case.refresh_from_db()
    assert (case.address, case.lon, case.lat, case.zkey) == ("", None, None, None)


def test_asked_twice_it_is_done_once(world: World) -> None:
    case = shred(shred(a_long_talk(world), by=RETENTION), by=RETENTION)
    assert [event.kind for event in history(case)].count("case.shredded") == 1


def test_a_case_under_way_is_not_forgotten(world: World) -> None:
    with pytest.raises(Refused):
        shred(world.report(), by=RETENTION)
