"""In Chromium: an operator opens a town, its administrator comes by the real letter; the town closes under a worker that is
killed, and opens again. And axe finds nothing on any page of the console."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from parvis.directory.operations.closing import close_town, reopen_town
from parvis.kernel.leases import State
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.axe import defects
from tests.clock import move_by
from tests.console.seat import EMAIL, PASSWORD, Seat, an_operator
from tests.console.test_queues import stopped
from tests.harness import OpenPage
from tests.kernel.test_worker_killed import LEASE, is_idle, wait_until
from tests.post import PostOffice
from tests.running import Installation
from tests.viewer import Viewer
from tests.world import MAKER, World

pytestmark = pytest.mark.e2e
NAME = "trois mots bien rangés"


def test_a_town_is_opened_begun_closed_and_opened_again(
    installation: Installation, post: PostOffice, open_page: OpenPage
) -> None:
    an_operator()
    console = open_page("console.test")
    console.goto("/villes/nouvelle")
    console.fill("#id_email", EMAIL)
    console.fill("#id_password", PASSWORD)
    console.click("main button[type=submit]")
    console.fill("main #commune", "bourges")
    console.press("main #commune", "Enter")
    console.click("main a:has-text('18033')")
    console.fill("#id_host", "bourges.test")
    console.fill("#id_mailbox", "accueil@bourges.test")
    console.fill("#id_email", "dsi@bourges.test")
    console.click("main button:has-text('Ouvrir la ville')")
    expect(console.locator("main h1")).to_have_text("Bourges")
    wait_until(lambda: len(post.letters) == 1, installation)
    link = re.search(r"http://bourges\.test/agents/compte/nouveau-mot-de-passe/\S+", post.letters[0].text)
    assert link is not None
    desk = open_page("bourges.test")
    desk.goto(link[0])
    desk.fill("#id_password1", NAME)
    desk.fill("#id_password2", NAME)
    desk.click("main button[type=submit]")
    _begin(desk)
    _close(console)
    resident = open_page("bourges.test", width=360, height=740)
    resident.goto("/signaler")
    expect(resident.locator("main h1")).to_have_text("La mairie n’utilise plus ce service")
    console.click("main a:has-text('Rouvrir la ville')")
    console.click("main button:has-text('Rouvrir la ville')")
    resident.goto("/")
    expect(resident.locator("main h1")).not_to_have_text("La mairie n’utilise plus ce service")


def _begin(desk: Page) -> None:
    """The guided start, from the letter."""
    desk.goto("/agents/demarrage")
    if desk.locator("#id_login").count():
        desk.fill("#id_login", "dsi@bourges.test")
        desk.fill("#id_password", NAME)
        desk.click("main button[type=submit]")
    expect(desk.locator("main h1")).to_have_text("Votre commune")
    desk.click("main button:has-text('C’est ma commune')")
    expect(desk.locator("main h1")).not_to_have_text("Votre commune")


def _close(console: Page) -> None:
    console.reload()
    expect(console.locator("main")).to_contain_text("La ville nomme elle-même ses administrateurs")
    console.click("main a:has-text('Fermer la ville')")
    console.fill("#id_host", "bourges.test")
    console.click("main button:has-text('Fermer la ville')")
    expect(console.locator("main")).to_contain_text("Fermée")


@pytest.mark.parametrize("point", ["after-claim:1", "before-commit:1", "before-sending:1", "after-accepted:2"])
def test_a_town_that_closes_in_the_hands_of_a_worker_that_dies_loses_nothing(
    town: World, installation: Installation, post: PostOffice, point: str
) -> None:
    """Claimed and killed at each point, closed, waited for, and opened again: each letter once, and one at most twice."""
    installation.kill("worker")
    with inside(town.authority):
        for _ in range(4):
            town.report()
    assert installation.start("worker", PARVIS_KILL_AT=point).wait(60) == -9
    close_town(town.authority, by=MAKER)
    before = len(post.letters)
    with move_by(LEASE):
        installation.start("worker")
        wait_until(is_idle, installation)
        assert len(post.letters) == before, "nothing leaves while it is closed"
        reopen_town(town.authority, by=MAKER)
        wait_until(lambda: is_idle() and Sending.everywhere.filter(state=State.DONE).count() == 8, installation)
    ids = [letter.message_id for letter in post.letters]
    assert len(set(ids)) == 8 and len(ids) <= 9


@pytest.fixture
def viewer(chromium: Browser) -> Iterator[Viewer]:
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce", service_workers="block")
    yield Viewer(context.new_page())
    context.close()


@pytest.mark.sqlite_only
def test_axe_finds_nothing_on_any_page_of_the_console(world: World, viewer: Viewer) -> None:
    stopped(world)
    seat, out = Seat(), Seat(is_in=False)
    town = f"/villes/{world.authority.pk}"
    seat.post(f"{town}/adresses", {"acte": "ajouter", "host": "mairie.test"})
    pages = {
        path: seat.get(path) for path in ("/", "/?q=girafe", "/files", "/sante", town, f"{town}/fermeture", "/mot-de-passe")
    }
    pages |= {path: seat.get(path) for path in ("/villes/nouvelle?q=bourges", "/villes/nouvelle?commune=18033", "/rien")}
    pages |= {f"{town}/fermeture ": seat.post(f"{town}/fermeture", {"host": ""})}
    pages |= {"/villes/nouvelle": seat.post("/villes/nouvelle", {"commune": "18033", "host": "x y"})}
    pages |= {"/connexion": out.post("/connexion", {"email": "", "password": ""}), "/bienvenue/x": out.get("/bienvenue/x")}
    made = {"commune": "18033", "name": "B", "host": "b.test", "mailbox": "a@b.fr", "email": "c@b.fr"}
    pages |= {"/villes/nouvelle ": seat.post("/villes/nouvelle", made)}
    close_town(Authority.objects.get(host="b.test"), by=MAKER)
    shut = Client(headers={"host": "b.test"})
    found: list[str] = []
    for path, answer in [*pages.items(), ("/ferme", shut.get("/ferme"))]:
        for width, height in ((1440, 900), (360, 740)):
            viewer.page.set_viewport_size({"width": width, "height": height})
            viewer.show(path.strip(), answer, by=shut if path == "/ferme" else seat.client)
            found += [f"{path}, {width}: {one}" for one in defects(viewer.page)]
        viewer.page.set_viewport_size({"width": 320, "height": 740})
        if viewer.page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{path}: wider than 320")
        if viewer.page.locator("h1").count() != 1:
            found.append(f"{path}: not one h1")
    assert not found, "\n".join(found)
    assert not viewer.errors
