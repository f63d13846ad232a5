"""The category's own questions in the report, without scripts: asked on a page of their own, carried, checked, and ended."""

import html
import re

import pytest
from django.http.response import HttpResponseBase

from parvis.cases.models import Case, Category
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category
from tests.backoffice.desk import Desk
from tests.forms.test_questions import LAMP
from tests.portal.reader import a_report, source, visitor, words
from tests.world import MAKER, World

REPORT = "/signaler"


@pytest.fixture
def lamp(world: World) -> Category:
    return set_questions(world.lamp, questions=LAMP, by=MAKER)


def hidden(answer: HttpResponseBase) -> dict[str, str]:
    """What travels in the page."""
    tags = re.findall(r"<input type=\"hidden\"[^>]*>", source(answer))
    found = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name[1]: html.unescape(value[1]) if value else "" for name, value in found if name}


def go_on(answer: HttpResponseBase, step: str, **typed: str) -> HttpResponseBase:
    return visitor().post(REPORT, {**hidden(answer), "step": step, **typed})


def begun(category: Category, **changed: str) -> HttpResponseBase:
    return visitor().post(REPORT, a_report(category, step="what", **changed))


def test_the_questions_come_after_the_place_and_are_asked_again_as_they_were_answered(lamp: Category) -> None:
    page = begun(lamp)
    assert "Quelques précisions" in words(page) and "Combien sont éteints ?" in words(page)
    assert "À corriger" not in words(page) and "Depuis combien de jours" not in words(page)
    page = go_on(page, "questions", q_combien="rue")
    assert "Choisissez une réponse." in words(page) and "À corriger" in words(page)
    assert re.search(r'value="rue"[^>]*checked', source(page)), "what was answered is kept"


def test_a_question_that_an_answer_raises_is_shown_before_one_goes_on(lamp: Category) -> None:
    page = go_on(begun(lamp), "questions", q_combien="rue", q_fil="non", q_mat="")
    assert "Depuis combien de jours" in words(page) and "À corriger" not in words(page)
    page = go_on(page, "questions", q_combien="rue", q_fil="non", q_mat="", q_depuis="12")
    assert "Comment vous répondre" in words(page)


def test_the_answers_travel_to_the_end_and_make_the_case(lamp: Category, world: World) -> None:
    page = go_on(begun(lamp), "questions", q_combien="un", q_fil="non", q_mat="L 118")
    page = go_on(page, "you", first_name="Odile", last_name="Garnier", email="odile@exemple.fr", phone="")
    assert "Combien sont éteints ? Un seul" in words(page) and "L 118" in words(page)
    assert go_on(page, "check").status_code == 302
    case = Case.objects.get()
    assert [one.text for one in case.answers.all()] == ["Un seul", "Non", "L 118"]
    card = Desk(world.nadia).card(case)
    assert "Combien sont éteints ?" in card.text and "L 118" in card.text
    for address in ("/", "/demandes", f"/demandes/{case.number}", f"/suivi/{case.tracking_code}"):
        assert "L 118" not in source(visitor().get(address)), "never public"


def test_an_answer_that_leads_elsewhere_sends_nothing_and_can_be_changed(lamp: Category) -> None:
    page = go_on(begun(lamp), "questions", q_combien="un", q_fil="oui", q_mat="L 118")
    assert "Appelez le 18" in words(page) and 'href="tel:18"' in source(page)
    assert "Rien n’a été envoyé à la mairie" in words(page) and not Case.objects.exists()
    back = visitor().post(REPORT, {**hidden(page), "to": "questions"})
    assert re.search(r'value="un"[^>]*checked', source(back)) and 'value="L 118"' in source(back)
    assert "Comment vous répondre" in words(go_on(back, "questions", q_combien="un", q_fil="non", q_mat=""))


def test_a_form_that_skips_the_questions_is_asked_them(lamp: Category) -> None:
    assert "Combien sont éteints ?" in words(visitor().post(REPORT, a_report(lamp)))
    forged = a_report(lamp, seen="combien fil mat", q_combien="trois", q_fil="non")
    assert "Choisissez une réponse de la liste." in words(visitor().post(REPORT, forged))
    ended = a_report(lamp, seen="combien fil mat", q_combien="un", q_fil="oui")
    assert "Appelez le 18" in words(visitor().post(REPORT, ended))
    assert not Case.objects.exists()


def test_going_back_to_the_place_keeps_the_answers(lamp: Category) -> None:
    page = go_on(begun(lamp), "questions", q_combien="un", q_fil="non", q_mat="L 118")
    page = visitor().post(REPORT, {**hidden(page), "to": "what", "email": "", "first_name": "", "last_name": "", "phone": ""})
    page = go_on(page, "what", address="12, rue Basse", words="Éteint.")
    assert 'value="L 118"' in source(page) and "À corriger" not in words(page)


def test_an_anonymous_report_asks_nobody_s_name_and_keeps_none(world: World) -> None:
    quiet = create_category("Nuisibles", is_anonymous=True, notice="Rats, souris, frelons.", by=MAKER)
    assert "Rats, souris, frelons." in words(visitor().get(REPORT, {"categorie": str(quiet.pk)}))
    page = begun(quiet)
    assert "Cette demande est anonyme" in words(page) and "Comment vous répondre" not in words(page)
    assert visitor().post(REPORT, a_report(quiet)).status_code == 302, "coordinates remembered by the browser are left out"
    case = Case.objects.get()
    assert (case.requester_name, case.requester_email, case.requester_phone) == ("", "", "")


def test_a_report_without_a_place_asks_for_none(world: World) -> None:
    idea = create_category("Mon idée", asks_place=False, by=MAKER)
    assert "Où est-ce ?" not in words(visitor().get(REPORT, {"categorie": str(idea.pk), "lieu": "Abribus"}))
    assert visitor().post(REPORT, a_report(idea)).status_code == 302
    assert (Case.objects.get().address, Case.objects.get().lat) == ("", None)
