"""An idea is studied and answered with a reason; a compliment goes to the team and is thanked for. Neither is ever late."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.cases.models import Case, Category, Kind, Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.configure import create_category, set_rule
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.thank import thank
from parvis.directory.models import Role
from parvis.directory.operations.posts import post
from parvis.kernel import clock, worker
from parvis.kernel.events import history
from parvis.kernel.operations import Refused
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, nouns, words_of
from tests.words import plain
from tests.world import MAKER, World


@pytest.fixture
def bravo(world: World) -> Category:
    return create_category("Féliciter une équipe", kind=Kind.COMPLIMENT, unit=world.lighting, needs_place=False, by=MAKER)


def public(address: str) -> str:
    return words_of(Client(headers={"host": "valbourg.test"}).get(address)).text


def written_to(template: str) -> set[str]:
    worker.run_until_idle()
    return set(Sending.objects.filter(template=template).values_list("address", flat=True))


def test_a_compliment_is_told_to_the_whole_team_or_to_whom_it_is_for(world: World, bravo: Category) -> None:
    world.report(bravo)
    assert written_to("agents/arrived") == {agent.email for agent in (world.nadia, world.karim, world.hugo)}
    letter = Sending.objects.filter(template="agents/arrived")[0]
    assert "Une félicitation pour votre équipe" in plain(letter.subject)
    Sending.objects.all().delete()
    set_rule(bravo, to=world.lighting, agent=world.karim, by=MAKER)
    world.report(bravo)
    assert world.hugo.email not in written_to("agents/arrived") and world.karim.email in written_to("agents/arrived")


def test_thanks_end_it_once_even_where_closing_is_reserved(world: World, bravo: Category) -> None:
    assert world.lighting.is_closing_reserved
    case, karim = world.report(bravo), Desk(world.karim)
    assert "remerciement" in nouns(karim.card(case), case) and "resolution" not in nouns(karim.card(case), case)
    before = Case.objects.get(pk=case.pk)
    for _time in range(2):
        assert karim.do(before, "remerciement", text="Merci à vous !").status_code == 302
    done = Case.objects.get(pk=case.pk)
    assert done.outcome == Outcome.THANKED and thank(done, by=world.karim).outcome == Outcome.THANKED
    assert [event.kind for event in history(done)].count("case.closed") == 1
    worker.run_until_idle()
    assert "Merci à vous !" in Sending.objects.get(template="requester/done").text
    mine = public(f"/ma-demande/{done.private_key}")
    assert "Votre message est transmis à l’équipe, qui vous remercie." in mine and "Merci à vous !" in mine


def test_a_compliment_is_never_late_nor_work_that_is_done(world: World, bravo: Category) -> None:
    case = take(world.report(bravo), by=world.karim)
    assert not case.is_late(clock.today(world.authority) + timedelta(days=400)) and not case.is_repair
    assert "Message transmis à l’équipe" in public(f"/ma-demande/{case.private_key}")
    with pytest.raises(Refused, match="remerciez"):
        resolve(case, by=world.karim)
    with pytest.raises(Refused, match="Seule une félicitation"):
        thank(world.report(), by=world.karim)


def test_an_idea_is_taken_to_be_studied_and_its_author_told_why(world: World) -> None:
    idea, helene = world.report(world.idea), Desk(world.helene)
    year, sequence = idea.number.split("/")
    answer = helene.do(idea, "resolution", outcome="not_kept", text=" ")
    assert answer.status_code == 422 and "Dites pourquoi" in words_of(answer).text
    page = words_of(helene.get(f"/agents/demandes/{idea.number}/resolution"))
    assert "Répondre à l’idée" in page.text and "minutes" not in page.written
    assert helene.do(idea, "resolution", outcome="not_kept", text="Le budget est voté.").status_code == 302
    worker.run_until_idle()
    letter = Sending.objects.get(template="requester/done")
    assert "Voici pourquoi" in plain(letter.text) and "Le budget est voté." in letter.text
    told = public(f"/demandes/{year}/{sequence}")
    assert "L’idée n’est pas retenue." in told and "budget" not in told
    assert "Le budget est voté." in public(f"/ma-demande/{idea.private_key}")


def test_an_idea_under_study_says_so(world: World) -> None:
    agent = post(world.ines, to=world.reception, role=Role.AGENT, by=MAKER)
    idea = take(world.report(world.idea), by=world.agent(agent))
    year, sequence = idea.number.split("/")
    assert "Idée à l’étude" in public(f"/demandes/{year}/{sequence}") and "À l’étude" in public("/demandes")
    assert "L’idée est à l’étude." in public(f"/ma-demande/{idea.private_key}")
    assert "À l’étude" in words_of(Desk(world.helene).get("/agents/demandes")).text
