"""The move on the card: the stages it offers, the message read over before it goes, and what lists and pages then say."""

import pytest
from django.test import Client

from parvis.cases.models import Case, Stage
from parvis.cases.operations.converse import note
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.promise import promise
from parvis.kernel import clock
from tests.backoffice.desk import Desk, words_of
from tests.backoffice.test_lists import at_most
from tests.stages import QUOTE, roads_stages
from tests.world import World


@pytest.fixture
def stages(world: World) -> dict[str, Stage]:
    return roads_stages(world.lamp)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def path(case: Case, stage: Stage | None = None) -> str:
    return f"/agents/demandes/{case.number}/etape" + (f"?to={stage.pk}" if stage else "")


def public(address: str) -> str:
    return words_of(Client(headers={"host": "valbourg.test"}).get(address)).text


def test_the_card_offers_the_stages_and_shows_the_one_it_is_at(world: World, stages: dict[str, Stage]) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    offered = [link for link in karim.card(lamp).links if "/etape?" in link]
    assert offered == [path(lamp, stages[name]) for name in ("Devis demandé", "Intervention programmée", "Visa de la direction",
                                                             "Photo demandée")]  # fmt: skip
    assert len([link for link in Desk(world.nadia).card(lamp).links if "/etape?" in link]) == 6
    move_to_stage(lamp, to=stages["Devis demandé"], by=world.karim)
    page = karim.card(lamp)
    assert "En cours Devis demandé" in page.text and path(lamp, stages["Devis demandé"]) not in page.links
    assert "passe à l’étape : Devis demandé" in page.text
    assert "Devis demandé · 12, rue Basse" in words_of(karim.get("/agents/demandes")).text


def test_a_town_without_stages_sees_none(world: World) -> None:
    page = Desk(world.karim).card(world.report())
    assert "Étape" not in page.text and not any("/etape" in link for link in page.links)
    assert Desk(world.karim).get(path(world.report())).status_code == 200


def test_the_agent_reads_the_message_over_and_sends_it_otherwise(world: World, stages: dict[str, Stage]) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    page = words_of(karim.get(path(lamp, stages["Devis demandé"])))
    assert page.written["text"] == QUOTE["message"] and "Étape : Devis demandé" in page.text
    assert page.hidden["to"] == str(stages["Devis demandé"].pk)
    answer = karim.do(lamp, "etape", to=page.hidden["to"], text="L’artisan passe lundi.")
    assert answer.status_code == 302
    assert fresh(lamp).stage == stages["Devis demandé"] and fresh(lamp).messages.get().text == "L’artisan passe lundi."


def test_without_a_link_the_next_stage_is_meant(world: World, stages: dict[str, Stage]) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    assert words_of(karim.get(path(lamp))).hidden["to"] == str(stages["Devis demandé"].pk)
    move_to_stage(lamp, to=stages["Devis demandé"], by=world.karim)
    assert words_of(karim.get(path(lamp))).hidden["to"] == str(stages["Intervention programmée"].pk)


def test_what_stays_between_colleagues_asks_for_no_message(world: World, stages: dict[str, Stage]) -> None:
    page = words_of(Desk(world.karim).get(path(world.report(), stages["Visa de la direction"])))
    assert "text" not in page.written and "prévenu" not in page.text


def test_the_page_says_what_is_refused_and_keeps_the_words(world: World, stages: dict[str, Stage]) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    for name, words in (("Photo demandée", "Dites au demandeur"), ("Transmis au département", "Dites pourquoi au demandeur")):
        answer = nadia.do(lamp, "etape", to=stages[name].pk, text="")
        assert answer.status_code == 422 and words in words_of(answer).text
    answer = Desk(world.karim).do(lamp, "etape", to=stages["Fait par l’entreprise"].pk, text="C’est fait.")
    assert answer.status_code == 422 and "C’est fait." in words_of(answer).written["text"]
    assert fresh(lamp).stage is None


def test_sent_twice_it_is_done_once_and_a_colleague_s_change_is_shown(world: World, stages: dict[str, Stage]) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    for name in ("Devis demandé", "Intervention programmée"):
        before = fresh(lamp)
        for _time in range(2):
            assert karim.do(before, "etape", to=stages[name].pk, text="Voici.").status_code == 302
    assert fresh(lamp).messages.count() == 2
    ended = world.report()
    for _time in range(2):
        assert Desk(world.nadia).do(ended, "etape", to=stages["Fait par l’entreprise"].pk, text="Fait.").status_code == 302
    seen = fresh(lamp)
    note(fresh(lamp), text="La nacelle est en panne.", by=world.hugo)
    answer = karim.do(seen, "etape", to=stages["Devis demandé"].pk, text="De nouveau un devis.")
    page = words_of(answer)
    assert answer.status_code == 409 and "La nacelle est en panne." in page.text
    assert page.written["text"] == "De nouveau un devis." and fresh(lamp).stage == stages["Intervention programmée"]


def test_residents_read_the_public_words_everywhere_the_state_is_said(world: World, stages: dict[str, Stage]) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    year, sequence = lamp.number.split("/")
    words = "Devis demandé à l’entreprise"
    for address in (
        "/",
        "/demandes",
        f"/demandes/{year}/{sequence}",
        f"/suivi/{lamp.tracking_code}",
        f"/ma-demande/{lamp.private_key}",
    ):
        assert words in public(address), address
    assert str(QUOTE["message"]) in public(f"/ma-demande/{lamp.private_key}")
    assert str(QUOTE["message"]) not in public(f"/demandes/{year}/{sequence}")
    promise(lamp, on=clock.today(world.authority), by=world.karim)
    text = public(f"/ma-demande/{lamp.private_key}")
    assert f"Étape : {words}" in text and "Réparation prévue" in text
    lamp = move_to_stage(fresh(lamp), to=stages["Visa de la direction"], by=world.karim)
    assert "Visa" not in public(f"/ma-demande/{lamp.private_key}") + public("/demandes") + public(
        f"/demandes/{year}/{sequence}"
    )


def test_an_end_and_a_question_are_said_in_the_town_s_words(world: World, stages: dict[str, Stage]) -> None:
    asked = move_to_stage(world.report(), to=stages["Photo demandée"], by=world.karim)
    mine = public(f"/ma-demande/{asked.private_key}")
    assert (
        "La mairie attend votre réponse" in mine and "Photo demandée" in mine and "Pouvez-vous nous envoyer une photo ?" in mine
    )
    ended = move_to_stage(world.report(), to=stages["Fait par l’entreprise"], by=world.nadia)
    assert "Étape : Réparé par l’entreprise" in public(f"/ma-demande/{ended.private_key}")


def test_lists_and_cards_cost_no_more_for_their_stages(world: World, stages: dict[str, Stage]) -> None:
    for _time in range(7):
        move_to_stage(world.report(), to=stages["Devis demandé"], by=world.nadia)
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.nadia)
    nadia = Desk(world.nadia)
    for address, ceiling in (("/agents/", 19), ("/agents/demandes", 15), (f"/agents/demandes/{lamp.number}", 28)):
        with at_most(ceiling):
            nadia.get(address)
    visitor = Client(headers={"host": "valbourg.test"})
    for address, ceiling in (("/", 10), ("/demandes", 10)):
        with at_most(ceiling):
            visitor.get(address)
