"""Every action through its page: allowed, forbidden, refused with the words kept, sent twice."""

from datetime import timedelta

import pytest

from parvis.cases.models import Case, Message, Outcome, Priority, Status
from parvis.cases.operations.assign import take
from parvis.cases.operations.converse import note
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.transfer import transfer
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.events import history
from tests.backoffice.desk import Desk, nouns, words_of
from tests.words import plain
from tests.world import World

EVERYTHING = {
    "prise-en-charge", "attribution", "transfert", "echeance", "priorite", "note", "reponse", "precision", "resolution",
    "reprise", "cloture", "classement", "remerciement", "etape", "reouverture", "publication", "mots-prives",
}  # fmt: skip


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_karim_takes_a_lamp_and_sees_it_his(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    answer = karim.do(lamp, "prise-en-charge")
    assert answer.status_code == 302
    page = words_of(karim.get(answer["Location"]))
    assert f"La demande {lamp.number} est à vous." in page.text
    assert "à vous" in page.text and fresh(lamp).assignee == world.karim


def test_nadia_gives_it_to_hugo(world: World) -> None:
    lamp = world.report()
    assert Desk(world.nadia).do(lamp, "attribution", to=world.hugo.pk).status_code == 302
    assert fresh(lamp).assignee == world.hugo


def test_nobody_of_another_unit_is_offered_nor_taken(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    assert "Petitjean" not in words_of(nadia.get(f"/agents/demandes/{lamp.number}/attribution")).text
    answer = nadia.do(lamp, "attribution", to=world.claire.pk)
    assert answer.status_code == 422
    assert "Cet agent n’est pas du service chargé de la demande." in words_of(answer).text


def test_a_transfer_out_of_sight_leads_back_to_the_list(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    answer = karim.do(lamp, "transfert", to=world.roads.pk, text="Candélabre communal.")
    assert answer["Location"] == "/agents/demandes"
    assert "est transférée à Voirie" in words_of(karim.get("/agents/demandes")).text
    assert karim.get(f"/agents/demandes/{lamp.number}").status_code == 404
    assert "« Candélabre communal. »" in Desk(world.claire).card(lamp).text


def test_a_date_is_promised_and_shown(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    on = clock.today(world.authority) + timedelta(days=9)
    assert karim.do(lamp, "echeance", on=on.isoformat()).status_code == 302
    assert fresh(lamp).estimated_on == on
    assert "Encore 9 jours" in karim.card(lamp).text


def test_a_date_gone_by_is_refused_beside_its_field(world: World) -> None:
    yesterday = clock.today(world.authority) - timedelta(days=1)
    answer = Desk(world.karim).do(world.report(), "echeance", on=yesterday.isoformat())
    assert answer.status_code == 422
    assert "Cette date est passée" in words_of(answer).text
    assert words_of(answer).written["on"] == yesterday.isoformat()


def test_the_priority_is_raised_in_one_click_of_the_card(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    assert karim.do(lamp, "priorite", priority="1").status_code == 302
    assert fresh(lamp).priority == Priority.HIGH
    assert "Haute" in karim.card(lamp).text


def test_a_note_stays_between_colleagues_and_is_marked_so(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    karim.do(lamp, "note", text="Nacelle mercredi.")
    assert "Note interne. Nacelle mercredi." in karim.card(lamp).text
    assert not Message.objects.get().is_told


def test_a_reply_and_a_question_go_to_the_requester(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    assert karim.do(lamp, "reponse", text="Nous venons mercredi.").status_code == 302
    assert karim.do(fresh(lamp), "precision", text="Quel côté ?").status_code == 302
    assert fresh(lamp).status == Status.WAITING
    assert [message.is_told for message in Message.objects.all()] == [True, True]


def test_an_empty_reply_is_asked_for_words(world: World) -> None:
    answer = Desk(world.karim).do(world.report(), "reponse", text="  ")
    assert answer.status_code == 422 and "Écrivez quelques mots." in words_of(answer).text


def test_a_book_is_refused_and_kept(world: World) -> None:
    book = "mot " * 3000
    answer = Desk(world.karim).do(world.report(), "reponse", text=book)
    assert "trop long" in words_of(answer).text
    assert plain(words_of(answer).written["text"]) == plain(book)


def test_the_work_is_told_with_its_beginning_and_length(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    answer = karim.do(lamp, "resolution", started_at="2026-01-15T14:05", minutes="35", text="L’ampoule est changée.")
    assert answer.status_code == 302
    said = karim.card(lamp).text
    assert "14 h 05" in said and "durée 35 min" in said and "C’est terminé, à clôturer" in said
    (event,) = history(lamp).filter(kind="case.resolved")
    assert event.started_at is not None and event.started_at.hour == 13  # Paris in January is one hour ahead


def test_a_length_that_is_no_number_keeps_the_rest(world: World) -> None:
    answer = Desk(world.karim).do(world.report(), "resolution", minutes="un peu", text="C’est réparé.")
    page = words_of(answer)
    assert "Écrivez la durée en minutes, par exemple 35." in page.text
    assert page.written["text"] == "C’est réparé." and page.written["minutes"] == "un peu"


def test_the_head_sends_back_then_closes(world: World) -> None:
    lamp = resolve(world.report(), by=world.karim)
    nadia = Desk(world.nadia)
    nadia.do(lamp, "reprise", text="Elle clignote encore.")
    lamp = resolve(fresh(lamp), by=world.karim)
    assert nadia.do(lamp, "cloture", text="").status_code == 302
    assert fresh(lamp).outcome == Outcome.DONE


def test_without_follow_up_says_why_to_the_requester(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    refused = nadia.do(lamp, "classement", text="Voie départementale.")
    assert "Choisissez pourquoi la demande est classée sans suite." in words_of(refused).text
    assert words_of(refused).written["text"] == "Voie départementale."
    nadia.do(lamp, "classement", outcome="not_competent", text="Voie départementale.")
    assert fresh(lamp).outcome == Outcome.NOT_COMPETENT
    nadia.do(fresh(lamp), "reouverture", text="Erreur de carte.")
    assert fresh(lamp).status == Status.OPEN


def test_an_idea_ends_kept_or_not(world: World) -> None:
    idea, helene = world.report(world.idea), Desk(world.helene)
    assert "Dites si l’idée est retenue ou non." in words_of(helene.do(idea, "resolution", text="")).text
    assert helene.do(idea, "resolution", outcome="kept", text="Merci !").status_code == 302
    assert fresh(idea).outcome == Outcome.KEPT
    assert "minutes" not in nouns(helene.card(idea), idea)


@pytest.mark.parametrize("name", ["karim", "nadia", "helene"])
def test_what_the_card_offers_is_what_the_rule_allows(world: World, name: str) -> None:
    """The buttons, and the doors behind them, for a new case, one to close, and a closed one."""
    agent: Agent = getattr(world, name)
    new = world.report()
    resolved = resolve(world.report(), by=world.karim)
    closed = resolve(world.report(world.pothole), by=world.claire)
    for case in (new, resolved, closed):
        from parvis.backoffice.acting import ACTS
        from parvis.cases.policy import abilities, can_see

        desk = Desk(agent)
        if not can_see(world.agent(agent), case):
            for noun in EVERYTHING:
                assert desk.do(case, noun, text="").status_code == 404, noun
            continue
        able = {ACTS[verb].slug for verb in abilities(world.agent(agent), case) if verb in ACTS}
        offered = nouns(desk.card(case), case)
        # What one has already is not offered to be taken, nor stages in a town without any; all else, and nothing more.
        assert offered <= able and able - offered <= {"prise-en-charge", "etape"}, (case, able ^ offered)


def test_karim_may_not_close_where_it_is_reserved(world: World) -> None:
    lamp, karim = resolve(world.report(), by=world.karim), Desk(world.karim)
    for noun in ("cloture", "reprise", "classement"):
        assert noun not in nouns(karim.card(lamp), lamp)
        assert karim.get(f"/agents/demandes/{lamp.number}/{noun}").status_code == 403
        refused = karim.do(lamp, noun)
        assert refused.status_code == 403
        assert "Vous ne pouvez pas faire cela" in words_of(refused).text
    assert not fresh(lamp).is_closed


def test_a_supervisor_takes_nothing(world: World) -> None:
    lamp, helene = world.report(), Desk(world.helene)
    assert "prise-en-charge" not in nouns(helene.card(lamp), lamp)
    assert helene.do(lamp, "prise-en-charge").status_code == 403


def test_words_for_a_case_that_went_out_of_sight_are_given_back(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    transfer(lamp, to=world.roads, because="Pas à nous.", by=world.nadia)
    answer = karim.do(lamp, "reponse", text="Nous venons mercredi.")
    assert answer.status_code == 404
    assert "Nous venons mercredi." in words_of(answer).written["texte"]
    never = karim.post("/agents/demandes/2019/000404/reponse", {"text": "Nous venons mercredi.", "version": "1"})
    assert words_of(never).text == words_of(answer).text


def test_words_for_what_one_may_not_do_are_given_back(world: World) -> None:
    lamp = world.report()
    answer = Desk(world.karim).do(lamp, "classement", text="Sans suite.", outcome="no_follow_up")
    assert answer.status_code == 403
    assert words_of(answer).written["texte"] == "Sans suite."


def test_a_form_sent_twice_is_done_once(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    once, again = (karim.do(lamp, "reponse", text="Nous venons mercredi.\r\nBonne journée.") for _twice in range(2))
    assert once.status_code == again.status_code == 302
    assert "rien n’a été envoyé deux fois" in words_of(karim.get(again["Location"])).text
    assert Message.objects.count() == 1


def test_a_note_sent_twice_is_kept_once_even_when_a_colleague_wrote_meanwhile(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    karim.do(lamp, "note", text="Nacelle mercredi.")
    note(fresh(lamp), text="Vu.", by=world.hugo)
    karim.do(lamp, "note", text="Nacelle mercredi.")
    karim.do(lamp, "note", text="Nacelle jeudi.")
    assert [message.text for message in Message.objects.all()] == ["Nacelle mercredi.", "Vu.", "Nacelle jeudi."]


def test_an_impossible_action_leads_back_to_the_card(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    answer = nadia.get(f"/agents/demandes/{lamp.number}/cloture")
    assert answer["Location"] == f"/agents/demandes/{lamp.number}"
    assert "n’est plus possible" in nadia.card(lamp).text


def test_the_list_goes_along_with_every_action(world: World) -> None:
    lamp, karim = world.report(), Desk(world.karim)
    answer = karim.post(f"/agents/demandes/{lamp.number}/prise-en-charge?vue=a-prendre", {"version": str(lamp.version)})
    assert answer["Location"] == f"/agents/demandes/{lamp.number}?vue=a-prendre"
    taken = take(world.report(), by=world.karim)
    assert f"/agents/demandes/{taken.number}/reponse?vue=a-moi" in (
        words_of(karim.get(f"/agents/demandes/{taken.number}?vue=a-moi")).actions
    )
