"""A neighbour on a phone asks to be told, confirms from the letter, hears of the date, and stops."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from parvis.cases.operations.promise import promise
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from tests.harness import OpenPage
from tests.portal.test_story_pages import judge
from tests.post import PostOffice
from tests.world import World

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
    expect(page.get_by_role("link", name="Écrivez votre adresse e-mail.")).to_be_visible()
    judge(page)
    page.get_by_label("Votre adresse e-mail").fill(LUCIE)
    page.get_by_role("button", name="Me prévenir aussi").click()
    expect(page.get_by_role("heading", name="Confirmez depuis votre messagerie")).to_be_visible()
    judge(page)
    [question] = post.wait_for(LUCIE)
    page.goto(link_in(question.text))
    judge(page)
    page.get_by_role("button", name="Oui, me prévenir").click()
    expect(page.get_by_role("heading", name="C’est noté")).to_be_visible()
    with inside(town.authority):
        promise(lamp, on=clock.today(town.authority) + timedelta(days=5), by=town.karim)
    _question, promised = post.wait_for(LUCIE, count=2)
    assert "prévue avant" in promised.subject
    page.goto(str(promised.message["List-Unsubscribe"]).strip().strip("<>"))
    judge(page)
    page.get_by_role("button", name="Ne plus rien recevoir").click()
    expect(page.get_by_role("heading", name="plus aucun message")).to_be_visible()
    judge(page)
