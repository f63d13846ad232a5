"""Signing in and out, and what becomes of words written when the session had ended."""

import re
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client

from parvis.cases.models import Message
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, words_of
from tests.world import PASSWORD, World, make_world

LOGIN = "/agents/compte/connexion"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def stranger(host: str = "valbourg.test") -> Client:
    return Client(headers={"host": host})


def test_an_agent_signs_in_and_out(world: World) -> None:
    browser = stranger()
    asked = browser.get("/agents/demandes?vue=a-moi")
    assert asked["Location"].startswith(f"{LOGIN}?next=")
    said = words_of(browser.get(asked["Location"]))
    answer = browser.post(LOGIN, {"login": "Karim@valbourg.test", "password": PASSWORD, "next": said.hidden["next"]})
    assert answer["Location"] == "/agents/demandes?vue=a-moi"
    assert browser.get("/agents/").status_code == 200
    assert browser.post("/agents/compte/deconnexion").status_code == 302
    assert browser.get("/agents/").status_code == 302


def test_a_wrong_password_is_said_without_telling_which(world: World) -> None:
    browser = stranger()
    said = [
        words_of(browser.post(LOGIN, {"login": login, "password": "rien-de-bon"})).text
        for login in ("karim@valbourg.test", "personne@valbourg.test")
    ]
    assert "L’adresse ou le mot de passe ne va pas." in said[0]
    assert said[0] == said[1]


def test_empty_fields_say_what_to_write(world: World) -> None:
    said = words_of(stranger().post(LOGIN, {"login": "", "password": ""})).text
    assert "Écrivez votre adresse e-mail, ou votre identifiant." in said and "Écrivez votre mot de passe." in said


def test_after_a_few_wrong_tries_even_the_right_password_waits(world: World) -> None:
    for _try in range(5):
        stranger().post(LOGIN, {"login": "karim@valbourg.test", "password": "rien-de-bon"})
    said = words_of(stranger().post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD})).text
    assert "Trop d’essais : attendez cinq minutes" in said


def test_the_link_to_another_site_is_not_followed(world: World) -> None:
    typed = {"login": "karim@valbourg.test", "password": PASSWORD, "next": "https://ailleurs.example/"}
    assert stranger().post(LOGIN, typed)["Location"] == "/agents/"


def test_words_written_after_the_session_ended_come_back(world: World) -> None:
    lamp, browser = world.report(), stranger()
    path = f"/agents/demandes/{lamp.number}/reponse?vue=a-moi"
    asked = browser.post(path, {"version": str(lamp.version), "text": "Nous venons\nmercredi."})
    page = words_of(asked)
    assert asked.status_code == 401 and "Ce que vous écriviez est gardé" in page.text
    assert "mercredi" not in page.text
    hidden = {name: page.hidden[name] for name in ("kept", "next")}
    wrong = words_of(browser.post(LOGIN, {"login": "karim@valbourg.test", "password": "non", **hidden}))
    assert wrong.hidden["kept"] == hidden["kept"]
    answer = browser.post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD, **hidden})
    assert answer["Location"] == path
    form = words_of(browser.get(path))
    assert form.written["text"].splitlines() == ["Nous venons", "mercredi."]
    assert "Votre session avait expiré : votre texte est gardé." in form.text
    assert Message.objects.count() == 0
    assert words_of(browser.get(path)).written["text"] == ""


def test_words_of_a_page_older_than_the_sign_in_come_back(world: World) -> None:
    """Signed in again in another tab: the mark in the old page's form is no longer the browser's."""
    lamp = world.report()
    browser = Client(enforce_csrf_checks=True, headers={"host": "valbourg.test"})
    assert world.karim.user is not None
    browser.force_login(world.karim.user)
    path = f"/agents/demandes/{lamp.number}/reponse?vue=a-moi"
    typed = {"version": str(lamp.version), "text": "Nous venons mercredi.", "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(path, typed, headers={"origin": "http://valbourg.test"})
    page = words_of(answer)
    assert answer.status_code == 403
    assert page.hidden["text"] == "Nous venons mercredi." and page.actions == [path]
    sent = {name: page.hidden[name] for name in ("csrfmiddlewaretoken", "version", "text")}
    assert browser.post(path, sent, headers={"origin": "http://valbourg.test"})["Location"].endswith("?vue=a-moi")
    for origin in ({"origin": "http://ailleurs.example"}, {}):
        elsewhere = browser.post(path, typed, headers=origin)
        assert elsewhere.status_code == 403 and "text" not in words_of(elsewhere).hidden


def test_kept_words_cannot_be_made_up(world: World) -> None:
    browser = stranger()
    typed = {"login": "karim@valbourg.test", "password": PASSWORD, "kept": "e30:faux:signature"}
    assert browser.post(LOGIN, typed)["Location"] == "/agents/"
    assert "kept" not in browser.session


def test_somebody_of_another_town_is_told_so_and_may_leave(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    browser = Desk(other.karim, host="valbourg.test")
    answer = browser.get("/agents/demandes")
    assert answer.status_code == 403
    said = words_of(answer)
    assert "Vous n’êtes pas, ou plus, agent de Valbourg" in said.text
    assert "/agents/compte/deconnexion" in said.actions
    with inside(other.authority):
        lamp = other.report()
    assert Desk(world.helene).get(f"/agents/demandes/{lamp.number}").status_code == 404


def test_an_agent_who_left_is_told_so(world: World) -> None:
    Agent.objects.filter(pk=world.karim.pk).update(ended_on=clock.today(world.authority))
    assert Desk(world.karim).get("/agents/").status_code == 403


def test_a_forgotten_password_is_chosen_again(world: World) -> None:
    browser = stranger()
    asked = browser.post("/agents/compte/mot-de-passe-oublie", {"email": "karim@valbourg.test"})
    assert asked["Location"] == "/agents/compte/mot-de-passe-oublie/envoye"
    assert "Regardez vos e-mails" in words_of(browser.get(asked["Location"])).text
    letter = Sending.objects.get()
    assert letter.address == "karim@valbourg.test"
    link = re.search(r"http://valbourg\.test(\S+nouveau\S+)", letter.text)
    assert link is not None
    form = browser.get(link[1], follow=True)
    where = form.request["PATH_INFO"]
    short = words_of(browser.post(where, {"password1": "court", "password2": "court"})).text
    assert "12" in short
    chosen = "les-quatre-saisons-du-parvis"
    browser.post(where, {"password1": chosen, "password2": chosen})
    assert stranger().post(LOGIN, {"login": "karim@valbourg.test", "password": chosen})["Location"] == "/agents/"
    assert "Ce lien ne sert plus" in words_of(stranger().get(link[1], follow=True)).text


def test_a_forgotten_password_does_not_tell_who_is_an_agent(world: World) -> None:
    answer = stranger().post("/agents/compte/mot-de-passe-oublie", {"email": "personne@valbourg.test"})
    assert answer["Location"] == "/agents/compte/mot-de-passe-oublie/envoye"
    assert not Sending.objects.exists()


def test_a_password_is_changed(world: World) -> None:
    desk = Desk(world.karim)
    path = "/agents/compte/mot-de-passe"
    chosen = "les-quatre-saisons-du-parvis"
    wrong = desk.post(path, {"oldpassword": "non", "password1": chosen, "password2": chosen})
    assert "Ce n’est pas votre mot de passe actuel." in words_of(wrong).text
    assert desk.post(path, {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen})["Location"] == "/agents/"
    assert "Votre mot de passe est changé." in words_of(desk.get("/agents/")).text


def test_whoever_has_no_password_here_is_led_to_choose_one(world: World) -> None:
    user = world.karim.user
    assert user is not None
    user.set_unusable_password()
    user.save()
    page = Desk(world.karim).client.get("/agents/compte/mot-de-passe", follow=True)
    assert page.request["PATH_INFO"] == "/agents/compte/mot-de-passe-oublie" and page.status_code == HTTPStatus.OK


def test_the_appearance_is_chosen_and_kept(world: World) -> None:
    desk = Desk(world.karim)
    assert desk.post("/agents/apparence", {"theme": "dark"})["Location"] == "/agents/"
    assert 'data-theme="dark"' in desk.get("/agents/").content.decode()
    desk.post("/agents/apparence", {"theme": "arlequin"})
    assert Agent.objects.get(pk=world.karim.pk).theme == "dark"
    desk.post("/agents/apparence", {"theme": ""})
    assert "data-theme" not in desk.get("/agents/").content.decode()
