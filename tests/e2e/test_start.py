"""Ready in ten minutes: a town of three people from nothing, in forty clicks and fields at most, and its first request."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.clock import move_by
from tests.harness import OpenPage
from tests.post import PostOffice
from tests.running import Installation
from tests.world import PASSWORD

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]

MAYOR, LEA, RESIDENT = "maire@exemple.fr", "lea.martin@exemple.fr", "odile.garnier@exemple.fr"
MOST = 40


@dataclass
class Hands:
    """Counts what a person does: a click, or a field filled."""

    page: Page
    count: int = 0

    def fill(self, where: Locator, words: str) -> None:
        where.fill(words)
        self.count += 1

    def click(self, where: Locator) -> None:
        where.click()
        self.count += 1

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)


def test_a_village_begins_in_forty_gestures_and_answers_its_first_request(
    open_page: OpenPage, installation: Installation, post: PostOffice
) -> None:
    made = installation.parvis(
        "create-authority", "--insee", "04001", "--name", "Aiglun", "--host", "valbourg.test", "--site-url",
        "http://valbourg.test", "--admin-email", MAYOR,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    mayor = Hands(open_page(javascript=False))
    begin(mayor, made.stdout.split("cette seule fois : ")[1].split()[0])
    assert mayor.count <= MOST, mayor.count
    phone = open_page(width=360, height=740)
    report(phone)
    with move_by(timedelta(minutes=1)):  # a person reads before sending, and the clock never goes back
        send(phone)
        answer(open_page(), post)


def begin(mayor: Hands, password: str) -> None:
    page = mayor.page
    page.goto("/agents/")
    mayor.fill(page.get_by_label("professionnelle"), MAYOR)
    mayor.fill(page.get_by_label("Mot de passe"), password)
    mayor.button("Se connecter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre commune")
    mayor.button("C’est ma commune")
    mayor.button("Mettre en place")
    people = [("vous", "Jeanne", "Rivoire", ""), ("personne1", "Léa", "Martin", LEA), ("personne2", "José", "Pereira", "")]
    for line, first, last, email in people:
        mayor.fill(page.locator(f"[name={line}-first_name]"), first)
        mayor.fill(page.locator(f"[name={line}-last_name]"), last)
        if email:
            mayor.fill(page.locator(f"[name={line}-email]"), email)
    mayor.button("Enregistrer et inviter")
    mayor.fill(page.get_by_label("Horaires de la mairie"), "lun-ven 9:00-12:00")
    mayor.fill(page.get_by_label("Numéro d’astreinte"), "06 12 34 56 78")
    mayor.fill(page.get_by_label("Téléphone de l’accueil"), "04 92 00 00 00")
    mayor.button("Enregistrer et continuer")
    mayor.click(page.get_by_role("link", name="Passer cette étape"))
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est prêt")
    mayor.click(page.get_by_role("link", name="José Pereira"))
    mayor.button("code")
    expect(page.get_by_text("jose.pereira").first).to_be_visible()


def report(page: Page) -> None:
    page.goto("/signaler")
    page.get_by_role("link", name="Nid-de-poule").first.click()
    page.get_by_label("Où est-ce").fill("Devant l’école")
    page.get_by_label("Que voyez-vous").fill("Un grand trou.")


def send(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre adresse").fill(RESIDENT)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()


def answer(page: Page, post: PostOffice) -> None:
    """The second person comes in by the letter of the town, takes the request and resolves it."""
    letters = [one.text for one in post.wait_for(LEA)]
    (link,) = [found for text in letters for found in re.findall(r"http://valbourg\.test/agents/compte/nouveau\S+", text)]
    page.goto(link)
    for box in page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.goto("/agents/")
    if page.get_by_label("professionnelle").count():
        page.get_by_label("professionnelle").fill(LEA)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("link", name="Nid-de-poule").first.click()
    page.get_by_role("button", name="Prendre en charge").click()
    page.get_by_role("link", name="C’est terminé").click()
    page.get_by_label("Un mot pour le demandeur").fill("Le trou est bouché.")
    page.get_by_role("button", name="C’est terminé").click()
    assert any("Le trou est bouché." in one.text for one in post.wait_for(RESIDENT, count=2))
