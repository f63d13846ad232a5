"""An afternoon of training: the practice town is opened and made, an agent treats an invented case there, the letter stops at
the mailbox while the real town's arrives, and all of it begins anew."""

import pytest
from playwright.sync_api import Page, expect

from parvis.cases.models import Case, Status
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.harness import OpenPage
from tests.post import PostOffice
from tests.practice.towns import HOST
from tests.world import ODILE, PASSWORD, World

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]


def test_an_afternoon_of_training(town: World, open_page: OpenPage, post: PostOffice) -> None:
    paul = signed_in(open_page(javascript=False), town.paul.email)
    paul.goto("/agents/formation")
    paul.get_by_role("button", name="Ouvrir la ville d’entraînement").click()
    wait_until_ready(paul)
    case = new_in_the_lighting()

    karim = signed_in(open_page(), town.karim.email)
    karim.get_by_text("Mon compte").locator("xpath=..").click()
    karim.get_by_role("link", name="S’entraîner").click()
    karim.get_by_role("button", name="Entrer comme Karim Lefèvre").click()
    expect(karim.get_by_text("rien de ce que vous faites ici n’atteint un habitant")).to_be_visible()
    assert karim.url == f"http://{HOST}/agents/"
    reply(karim, case, "Nous passons demain matin.")
    with inside(town.authority):
        real = town.report()
    post.wait_for(ODILE.email)

    letters = read_letters(karim)
    letters.get_by_role("link").filter(has_text=case.number).first.click()
    frame = karim.frame_locator("iframe")
    expect(frame.get_by_text("Nous passons demain matin.")).to_be_visible()
    assert {address for letter in post.letters for address in letter.recipients} <= {ODILE.email, town.nadia.email}
    assert all(real.number in letter.subject for letter in post.letters)

    paul.get_by_role("link", name="Recommencer").click()
    paul.get_by_role("button", name="Tout effacer et recommencer").click()
    wait_until_ready(paul)
    with inside(Authority.objects.get(host=HOST)):
        assert not Case.objects.filter(uid=case.uid).exists() and Case.objects.exists()
    karim.goto(f"http://{HOST}/agents/boite-aux-lettres")
    expect(karim.get_by_text("Aucune lettre pour le moment")).to_be_visible()
    with inside(town.authority):
        assert Case.objects.get() == real


def signed_in(page: Page, email: str) -> Page:
    page.goto("/agents/")
    page.get_by_label("professionnelle").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/agents/")
    return page


def wait_until_ready(page: Page) -> None:
    """As a person would: by looking again."""
    ready, again = page.get_by_text("Elle est prête"), page.get_by_role("link", name="Voir où cela en est")
    for _look in range(60):
        if ready.count():
            return
        if again.count():
            again.click()
        page.wait_for_timeout(500)
    raise AssertionError(page.locator("main").inner_text())


def new_in_the_lighting() -> Case:
    with inside(Authority.objects.get(host=HOST)):
        found = Case.objects.filter(status=Status.NEW, unit__name="Éclairage public").exclude(requester_email="").first()
        assert found is not None
        return found


def reply(page: Page, case: Case, words: str) -> None:
    page.goto(f"http://{HOST}/agents/demandes/{case.number}/reponse")
    page.locator("main textarea").first.fill(words)
    page.locator("main button[type=submit].main").first.click()
    page.wait_for_load_state()


def read_letters(page: Page) -> Page:
    page.goto(f"http://{HOST}/agents/boite-aux-lettres")
    for _look in range(40):
        if page.locator("ul.letters a").count():
            return page
        page.get_by_role("link", name="Actualiser").click()
        page.wait_for_timeout(300)
    raise AssertionError("no letter stops there")
