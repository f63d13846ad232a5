"""The delay of a category on its page, in its try, on the checklist and in the agents' lists."""

from datetime import timedelta

from parvis.cases.models import Case, Category
from parvis.cases.operations.assign import take
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock, worker
from tests.backoffice.desk import Desk, words_of
from tests.backoffice.test_categories import HERE, described, path_of
from tests.backoffice.test_lists import at_most
from tests.cases.test_delays import given
from tests.clock import move_by
from tests.world import RUE_BASSE, World

TYPED = {
    "goal_days": "5", "goal_is_working": "on", "goal_is_told": "on", "remind_before": "2", "remind_after": "1",
    "remind_head_after": "3", "remind_every": "", "daily_limit": "4",
}  # fmt: skip


def test_the_delay_the_reminders_and_the_limit_are_typed_on_the_page(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(path_of(world.lamp)))
    assert "Délais et limites" in page.text
    assert paul.post(path_of(world.lamp), described(page, world.lamp, **TYPED)).status_code == 302
    lamp = Category.objects.get(pk=world.lamp.pk)
    assert (lamp.goal_days, lamp.goal_is_working, lamp.goal_is_told, lamp.daily_limit) == (5, True, True, 4)
    assert (lamp.remind_before, lamp.remind_after, lamp.remind_head_after, lamp.remind_every) == (2, 1, 3, 0)
    said = words_of(paul.get(path_of(world.lamp))).text
    assert "Délai visé (jours) : (aucun) devient 5" in said and "Délai annoncé aux habitants : non devient oui" in said
    page = words_of(paul.get(path_of(world.lamp)))
    assert paul.post(path_of(world.lamp), described(page, world.lamp, **{**TYPED, "goal_days": ""})).status_code == 302
    assert Category.objects.get(pk=world.lamp.pk).goal_days == 0


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(path_of(world.lamp)))
    for wrong, words in (
        ({"goal_days": "beaucoup"}, "Écrivez un nombre, ou rien."),
        ({"goal_days": "400"}, "Un nombre de jours : 365 au plus."),
        ({"remind_before": "-1"}, "Un nombre de jours : 365 au plus."),
        ({"remind_after": "", "remind_head_after": "", "remind_every": "2"}, "Dites d’abord quand a lieu la première relance"),
    ):
        answer = paul.post(path_of(world.lamp), described(page, world.lamp, **{**TYPED, "synonyms": "réverbère", **wrong}))
        said = answer.content.decode()
        assert answer.status_code == 422 and "réverbère" in said
        assert words in words_of(answer).text


def test_the_open_cases_follow_when_it_is_asked_and_the_journal_says_how_many(world: World) -> None:
    paul, before = Desk(world.paul), world.report()
    page = words_of(paul.get(path_of(world.lamp)))
    assert paul.post(path_of(world.lamp), described(page, world.lamp, **TYPED, is_for_open="on")).status_code == 302
    assert "En cours pour les demandes ouvertes" in words_of(paul.get(path_of(world.lamp))).text
    worker.run_until_idle()
    assert Case.objects.get(pk=before.pk).due_on is not None
    said = words_of(paul.get(path_of(world.lamp))).text
    assert "Le délai vaut aussi pour les demandes ouvertes : 1 échéance déplacée" in said


def test_a_try_tells_the_day_the_reminders_and_the_limit(world: World) -> None:
    paul = Desk(world.paul)
    given(world.lamp, goal_days=5, goal_is_told=True, remind_before=2, remind_after=1, remind_head_after=3, daily_limit=4)
    said = words_of(paul.get(f"{path_of(world.lamp)}?lieu={HERE}")).text
    assert "Échéance le" in said and "5 jours ouvrés. Annoncée aux habitants." in said
    assert "Relances, tant que rien n’est fait" in said and "son chef aussi" in said
    assert "4 demandes par personne et par jour" in said
    given(world.lamp, goal_is_told=False, remind_before=0, remind_after=0, remind_head_after=0, daily_limit=0)
    said = words_of(paul.get(f"{path_of(world.lamp)}?lieu={HERE}")).text
    assert (
        "Pour les agents" in said and "Aucune relance" in said and "par personne" not in said.split("Que se passerait-il")[-1]
    )


def test_a_delay_that_reminds_nobody_is_on_the_checklist(world: World) -> None:
    paul = Desk(world.paul)
    assert "Une relance pour chaque délai" not in words_of(paul.get("/agents/reglages")).text
    given(world.lamp, goal_days=5)
    assert "Une catégorie a un délai et aucune relance : Lampadaire éteint" in words_of(paul.get("/agents/reglages")).text
    given(world.lamp, remind_after=1)
    assert "Une relance pour chaque délai" in words_of(paul.get("/agents/reglages")).text


def test_lists_say_the_deadline_and_the_lateness_in_words_and_keep_what_is_late(world: World) -> None:
    given(world.lamp, goal_days=3, goal_is_working=False)
    nadia = Desk(world.nadia)
    late, promised, done = take(world.report(), by=world.karim), world.report(), resolve(world.report(), by=world.karim)
    promise(promised, on=clock.today(world.authority) + timedelta(days=40), by=world.karim)
    assert "échéance" in words_of(nadia.get("/agents/demandes")).text
    with move_by(timedelta(days=5)):
        page = words_of(nadia.get("/agents/demandes?etat=en-retard"))
        assert "en retard de 2 j" in page.text and "En retard 1" in page.text
        assert late.number[-6:] in page.text
        assert promised.number[-6:] not in page.text and done.number[-6:] not in page.text
        assert "Tout montrer" in page.text
        card = words_of(nadia.get(f"/agents/demandes/{late.number}")).text
        assert "En retard de 2 jours" in card and "aucune date annoncée au demandeur" in card
        with at_most(15):
            nadia.get("/agents/demandes?etat=en-retard")


def test_the_card_says_who_knows_of_the_date(world: World) -> None:
    given(world.lamp, goal_days=3, goal_is_told=True)
    nadia, lamp = Desk(world.nadia), world.report(place=RUE_BASSE)
    card = words_of(nadia.get(f"/agents/demandes/{lamp.number}")).text
    assert "connue du demandeur" in card and "fixe l’échéance au" in card
