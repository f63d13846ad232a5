"""The rules that a town of its size is proposed: at the end of the guided start, and in the list."""

from datetime import timedelta

import pytest

from parvis.cases.operations.converse import ask
from parvis.cases.proposals import Size
from parvis.kernel import worker
from parvis.kernel.models import Authority
from parvis.notifications.flaws import flaws_of
from parvis.notifications.models import Rule, RuleRecipient
from parvis.notifications.operations.rules import end_rule
from parvis.notifications.operations.take_rules import take_rules
from parvis.notifications.proposals import proposed_rules
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.notifications.test_rules import subjects
from tests.post import PostOffice
from tests.world import MAKER, ODILE, World

LIST, TAKE, END = "/agents/notifications", "/agents/notifications/proposees", "/agents/demarrage/fin"
ANSWER = "Le demandeur n’a pas répondu depuis une semaine"


@pytest.mark.parametrize(("size", "count"), [(Size.VILLAGE, 2), (Size.BOURG, 4), (Size.VILLE, 5)])
def test_what_is_proposed_to_each_size_works_as_it_is(world: World, size: Size, count: int) -> None:
    made = take_rules([one.key for one in proposed_rules(size)], size=size, by=MAKER)
    assert len(made) == count and not proposed_rules(size)
    for rule in made:
        flaws = flaws_of(rule, list(RuleRecipient.objects.filter(rule=rule)))
        assert [flaw for flaw in flaws if "n’ont pas de chef" not in flaw] == [], rule.name  # of this world


def test_they_are_ticked_taken_up_once_and_proposed_no_more(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(LIST))
    assert ANSWER in page.text and TAKE in page.actions
    for _again in range(2):
        assert paul.post(TAKE, {"regle": ["reponse-attendue", "pas-prise"]})["Location"] == LIST
    [rule] = Rule.objects.all()  # a small town is not proposed the other
    assert rule.name == ANSWER and rule.delay_minutes == 7 * 24 * 60
    assert "Aucune règle n’a été cochée" in words_of(paul.get(LIST)).text
    assert "reponse-attendue" not in paul.get(LIST).content.decode()
    end_rule(rule, by=world.agent(world.paul))
    assert "reponse-attendue" in paul.get(LIST).content.decode()


def test_the_guided_start_ends_with_them_and_comes_back_there(world: World) -> None:
    Authority.objects.update(insee_code="18033")  # Bourges
    paul = Desk(world.paul)
    said = words_of(paul.get(END)).text
    assert "Un danger : les superviseurs le savent" in said and "après 2 j" in said
    assert paul.post(TAKE, {"regle": ["pas-prise", "x"], "retour": "debut"})["Location"] == END
    assert [rule.name for rule in Rule.objects.all()] == ["Personne ne l’a prise en charge depuis deux jours"]
    assert paul.post(TAKE, {"retour": "https://exemple.fr"})["Location"] == LIST


def test_only_who_arranges_the_town_takes_them_up(world: World) -> None:
    assert Desk(world.nadia).post(TAKE, {"regle": ["reponse-attendue"]}).status_code == 403
    assert not Rule.objects.exists()


def test_the_requester_is_asked_again_after_a_week(world: World, office: PostOffice) -> None:
    take_rules(["reponse-attendue"], size=Size.VILLAGE, by=MAKER)
    case = ask(world.report(), text="Quel numéro ?", by=world.nadia)
    worker.run_until_idle()
    office.empty()
    with move_by(timedelta(days=8)):
        assert subjects(office, ODILE.email) == [f"Votre réponse est attendue : demande n° {case.number}"]
