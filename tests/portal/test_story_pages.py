"""Every page of the portal, judged by axe in light and dark, on a phone and on a desk; and none scrolls sideways."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.cases.models import Case
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import ask
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.clock import move_by
from tests.forms.test_questions import LAMP
from tests.world import MAKER, World

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]


def in_each_state(town: World) -> dict[str, Case]:
    with inside(town.authority):
        today = clock.today(town.authority)
        open_one = promise(take(town.report(), by=town.karim), on=today + timedelta(days=9), by=town.karim)
        done = close(resolve(take(town.report(), by=town.karim), by=town.karim), by=town.nadia)
        waiting = ask(take(town.report(), by=town.karim), text="Quel numéro ?", by=town.karim)
        return {"new": town.report(town.cable), "open": open_one, "done": done, "waiting": waiting}


def judge(page: Page) -> None:
    assert_accessible_by_day_and_night(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width}"


def test_pages_that_show(page: Page, town: World) -> None:
    for address in ("/", "/demandes", "/signaler"):
        page.goto(address)
        judge(page)
    cases = in_each_state(town)
    addresses = ["/", "/demandes", "/demandes?q=zeppelin", "/suivi", "/signaler"]
    addresses += ["/mentions-legales", "/donnees-personnelles", "/accessibilite"]
    addresses += [f"/demandes/{case.number}" for case in cases.values()]
    addresses += [f"/ma-demande/{case.private_key}" for case in cases.values()]
    addresses += [f"/suivi/{cases['open'].tracking_code}", f"/signaler/merci/{cases['new'].private_key}"]
    addresses += ["/suivi/BBBBBBBB", "/demandes/2026/999999", f"/demandes?quartier={town.centre.pk}&depuis=7"]
    for address in addresses:
        page.goto(address)
        judge(page)


def test_pages_of_the_category_s_own_questions(page: Page, town: World) -> None:
    with inside(town.authority):
        set_questions(town.lamp, questions=LAMP, by=MAKER)
    page.goto(f"/signaler?categorie={town.lamp.pk}&lieu=12%2C%20rue%20Basse")
    page.get_by_role("button", name="Continuer").click()
    judge(page)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une réponse.")
    judge(page)
    page.get_by_role("group", name="Combien sont éteints ?").get_by_label("Un seul").check()
    page.get_by_role("group", name="Un fil est-il visible ?").get_by_label("Oui").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("link", name="Appeler le 18")).to_be_visible()
    judge(page)


def test_pages_that_ask(page: Page, town: World) -> None:
    page.goto(f"/signaler?categorie={town.cable.pk}")
    judge(page)
    page.get_by_role("button", name="Continuer").click()
    judge(page)
    page.get_by_role("button", name="Changer").click()
    judge(page)
    page.get_by_label("De quoi s’agit-il ?").select_option(label="Lampadaire éteint")
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")
    page.get_by_role("button", name="Continuer").click()
    judge(page)
    page.get_by_label("Votre adresse").fill("odile@")
    page.get_by_role("button", name="Continuer").click()
    judge(page)
    page.get_by_label("Votre adresse").fill("odile@exemple.fr")
    page.get_by_role("button", name="Continuer").click()
    judge(page)
    with move_by(-timedelta(hours=1)):  # as if the form had not been shown yet: nobody is that fast
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("alert")).to_contain_text("C’était très rapide")
    judge(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_role("heading", name="Encore un clic")).to_be_visible()
    judge(page)
