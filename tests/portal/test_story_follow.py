"""A neighbour on a phone asks to be told, confirms from the letter, hears of the date, and stops."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from tests.harness import OpenPage
from tests.post import PostOffice
from tests.world import ODILE, RUE_BASSE, World

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]
LUCIE = "lucie.voisine@exemple.fr"


def link_in(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("http://valbourg.test/suivre/"))


def test_a_neighbour_is_told_too(open_page: OpenPage, town: World, post: PostOffice) -> None:
    with inside(town.authority):
        lamp = town.report()
    page = open_page(width=360, height=740)
    page.goto(f"/demandes/{lamp.number}")
    page.get_by_role("link", name="Me prévenir aussi").click()
    page.get_by_role("button", name="Me prévenir aussi").click()
    expect(page.get_by_role("link", name="Écrivez votre adresse")).to_be_visible()
    page.get_by_label("Votre adresse").fill(LUCIE)
    page.get_by_role("button", name="Me prévenir aussi").click()
    expect(page.get_by_role("heading", name="Confirmez depuis votre messagerie")).to_be_visible()
    [question] = post.wait_for(LUCIE)
    page.goto(link_in(question.text))
    page.get_by_role("button", name="Oui, me prévenir").click()
    expect(page.get_by_role("heading", name="C’est noté")).to_be_visible()
    with inside(town.authority):
        promise(lamp, on=clock.today(town.authority) + timedelta(days=5), by=town.karim)
    _question, promised = post.wait_for(LUCIE, count=2)
    assert "prévue avant" in promised.subject
    page.goto(str(promised.message["List-Unsubscribe"]).strip().strip("<>"))
    page.get_by_role("button", name="Ne plus rien recevoir").click()
    expect(page.get_by_role("heading", name="plus aucun message")).to_be_visible()


def test_what_is_near_comes_first_and_what_was_mended_is_said_again(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        lamp = town.report()
        mended = resolve(town.report(town.pothole), by=town.claire)
    page = open_page(width=360, height=740)
    page.goto(f"/signaler?categorie={town.lamp.pk}")
    page.get_by_label("Où est-ce ?").fill(f"{RUE_BASSE.address}, Valbourg")
    page.evaluate("for (const [id, at] of [['id_lat', 47.02], ['id_lon', 2.01]]) document.getElementById(id).value = at")
    page.get_by_role("button", name="Continuer", exact=True).click()
    expect(page.get_by_role("heading", name="Est-ce déjà signalé ?")).to_be_visible()
    page.get_by_role("link", name="Me prévenir aussi").first.click()
    page.wait_for_url(f"**/demandes/{lamp.number}/suivre")
    page.go_back()
    page.get_by_role("button", name="Non, continuer").click()
    expect(page.get_by_role("heading", name="Comment vous répondre ?")).to_be_visible()
    page.goto(f"/demandes/{mended.number}")
    page.get_by_role("link", name="Pas vraiment").click()
    page.goto(f"/ma-demande/{mended.private_key}")
    page.get_by_role("link", name="Rouvrir ma demande").click()
    page.get_by_label("Que voyez-vous ?").fill("Le trou est revenu.")
    page.get_by_role("button", name="Rouvrir ma demande").click()
    expect(page.get_by_text("Votre demande est rouverte")).to_be_visible()


def test_all_my_cases_by_one_link(open_page: OpenPage, town: World, post: PostOffice) -> None:
    with inside(town.authority):
        lamp = town.report()
    post.wait_for(ODILE.email)
    page = open_page(javascript=False, width=360, height=740)
    page.goto("/suivi")
    page.get_by_role("link", name="Recevez un lien").click()
    page.get_by_label("Votre adresse").fill(ODILE.email)
    page.get_by_role("button", name="M’envoyer le lien").click()
    expect(page.get_by_text("un lien vient de partir")).to_be_visible()
    _received, letter = post.wait_for(ODILE.email, count=2)
    seeing = open_page(width=360, height=740)
    seeing.goto("/suivi/mes-demandes")
    seeing.goto(next(line for line in letter.text.splitlines() if "/suivi/mes-demandes/" in line))
    seeing.get_by_role("link", name="Lampadaire éteint").click()
    seeing.wait_for_url(f"**/ma-demande/{lamp.private_key}")
