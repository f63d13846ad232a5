"""The spine: a street lamp, from a few words to "repaired", and each step told by a real e-mail."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from parvis.ui.words import full_day
from tests.clock import move_by
from tests.harness import OpenPage
from tests.post import Letter, PostOffice
from tests.words import plain
from tests.world import PASSWORD, World

ODILE = "odile.garnier@exemple.fr"
WORDS = "Il ne s’allume plus depuis jeudi, les enfants sortent dans le noir."

pytestmark = pytest.mark.e2e


@dataclass
class People:
    """Four browsers: the resident's phone, a passer-by's, and those of two agents."""

    odile: Page
    anyone: Page
    karim: Page
    nadia: Page


@pytest.fixture
def people(open_page: OpenPage) -> People:
    return gather(open_page, javascript=True)


def gather(open_page: OpenPage, *, javascript: bool) -> People:
    def phone() -> Page:
        return open_page(javascript=javascript, width=360, height=740)

    def desk() -> Page:
        return open_page(javascript=javascript, width=1280, height=900)

    return People(odile=phone(), anyone=phone(), karim=desk(), nadia=desk())


def test_a_street_lamp_from_a_few_words_to_repaired(people: People, post: PostOffice, town: World) -> None:
    live_through(people, post, town)


@pytest.mark.sqlite_only
def test_the_same_story_without_javascript(open_page: OpenPage, post: PostOffice, town: World) -> None:
    live_through(gather(open_page, javascript=False), post, town)


def live_through(people: People, post: PostOffice, town: World) -> None:
    begin_to_report(people.odile)
    with move_by(timedelta(minutes=1)):  # a person reads before sending, and the clock never goes back
        number, code = report(people.odile)
        follow(people, post, town, number, code)


def follow(people: People, post: PostOffice, town: World, number: str, code: str) -> None:
    received = letter(post, "bien reçu")
    assert number in received.text and number in plain(received.html)
    assert code in received.text
    link = re.findall(r"http://valbourg\.test/ma-demande/\S+", received.text)[0]

    told = post.wait_for("nadia@valbourg.test")
    assert number in told[0].subject + told[0].text and "Odile" not in told[0].text

    sign_in(people.karim, "karim")
    take(people.karim, number)
    day = promise(people.karim, town, days=9)
    assert day in plain(letter(post, "prévu").text)
    people.odile.goto(link)
    expect(people.odile.get_by_text(f"avant le {day}").first).to_be_visible()

    repair(people.karim)
    sign_in(people.nadia, "nadia")
    people.anyone.goto(f"/demandes/{number}")
    expect(people.anyone.get_by_text("C’est réparé.")).to_have_count(0)

    confirm(people.nadia, number)
    repaired = letter(post, "réparé")
    assert "L’ampoule est changée." in repaired.text
    assert len(post.to(ODILE)) == 3, [one.subject for one in post.to(ODILE)]
    assert len({one.message_id for one in post.letters}) == len(post.letters)

    people.odile.goto(link)
    expect(people.odile.get_by_text("L’ampoule est changée.")).to_be_visible()
    people.nadia.goto(f"/agents/demandes/{number}")
    expect(people.nadia.get_by_text(re.compile("parti aujourd’hui à")).first).to_be_visible()
    see_in_public(people.anyone, number, code)  # last: thirty days later the agents' sign-ins have ended


def begin_to_report(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Signaler")).first.click()
    page.get_by_role("link", name="Lampadaire éteint").click()
    page.get_by_label("Où est-ce").fill("12, rue Basse")
    page.get_by_label("Que voyez-vous").fill(WORDS)


def report(page: Page) -> tuple[str, str]:
    """Gives the number and the tracking code of the receipt, which may be loaded again."""
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre adresse").fill(ODILE)
    page.get_by_label("Votre prénom").fill("Odile")
    page.get_by_label("Votre nom").fill("Garnier")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    number = page.get_by_text(re.compile(r"^\d{4}/\d{6}$")).first.inner_text()
    code = page.locator("#code").inner_text()
    page.reload()
    expect(page.get_by_text(number)).to_be_visible()
    return number, code


def sign_in(page: Page, who: str) -> None:
    page.goto("/agents/")
    page.get_by_label("professionnelle").fill(f"{who}@valbourg.test")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Bonjour {who.capitalize()}")


def take(page: Page, number: str) -> None:
    page.get_by_role("link", name="Lampadaire éteint").first.click()
    expect(page.get_by_text(number).first).to_be_visible()
    page.get_by_role("button", name="Prendre en charge").click()
    expect(page.get_by_role("button", name="Prendre en charge")).to_have_count(0)


def promise(page: Page, town: World, *, days: int) -> str:
    """Gives the day as people read it."""
    on = clock.today(town.authority) + timedelta(days=days)
    page.get_by_role("link", name="Annoncer une date").click()
    page.get_by_label("Réparation prévue avant le").fill(on.isoformat())
    page.get_by_role("button", name="Annoncer cette date").click()
    expect(page.get_by_text("La date est annoncée")).to_be_visible()
    with inside(town.authority):
        return plain(full_day(on))


def repair(page: Page) -> None:
    """Karim may not close: the lamp waits for Nadia, and no button says otherwise."""
    page.get_by_role("link", name="C’est terminé").click()
    page.get_by_label("Durée, en minutes").fill("35")
    page.get_by_label("Un mot pour le demandeur").fill("L’ampoule est changée.")
    page.get_by_role("button", name="C’est terminé").click()
    expect(page.get_by_text("la demande attend sa clôture")).to_be_visible()
    expect(page.get_by_role("link", name="Clôturer", exact=True)).to_have_count(0)


def confirm(page: Page, number: str) -> None:
    page.goto(f"/agents/demandes/{number}")
    page.get_by_role("link", name="Clôturer", exact=True).click()
    page.get_by_role("button", name="Clôturer").click()
    expect(page.get_by_text("le demandeur est prévenu").first).to_be_visible()


def see_in_public(page: Page, number: str, code: str) -> None:
    """Repaired, for thirty days in the list, then in the archives by its number; never a name nor a word of anyone's."""
    page.goto("/demandes")
    expect(page.get_by_role("link", name="Lampadaire éteint")).to_be_visible()
    for address in (f"/demandes/{number}", f"/suivi/{code}"):
        page.goto(address)
        expect(page.get_by_text("C’est réparé.").first).to_be_visible()
        shown = page.content()
        for hidden in ("Odile", "Garnier", ODILE, "enfants", "ampoule", "Karim", "Nadia"):
            assert hidden not in shown
    with move_by(timedelta(days=31)):
        page.goto("/demandes")
        expect(page.get_by_role("link", name="Lampadaire éteint")).to_have_count(0)
        page.goto(f"/demandes/{number}")
        expect(page.get_by_text(number).first).to_be_visible()


def letter(post: PostOffice, words: str) -> Letter:
    """The letter to Odile whose subject says this; waits for it."""
    for count in range(1, 6):
        for one in post.wait_for(ODILE, count=count):
            if words in plain(one.subject):
                return one
    raise AssertionError(f"no letter says « {words} »: {[one.subject for one in post.to(ODILE)]}")
