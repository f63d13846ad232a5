"""The whole report by one hand: a finger on a phone, a keyboard at a desk; five photos, a place, and what becomes of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from parvis.cases.models import Case
from parvis.cases.readings.photos import photos_of
from parvis.demo.ground import point
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.documents.pictures import photo
from tests.hands import choose_files, lay, press, swipe, tab_to, tap, write
from tests.harness import OpenPage

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]
SLOW = 60_000
WORDS = "Deux lattes manquent."
EMAIL = "odile.garnier@exemple.fr"
# Around the middle of the town, where no street is far.
SWIPES = [(-70, -50), (90, 0), (0, 90), (-90, 0), (-60, -60), (120, -40), (0, -80), (-60, 120)]
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"


def five() -> list[FilePayload]:
    return [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(320, 240))} for n in range(5)]


@contextmanager
def a_minute_later() -> Iterator[None]:
    """Nobody is fast enough to send a form as soon as it is shown."""
    with move_by(timedelta(minutes=1)):
        yield


def step(page: Page, number: int, heading: str) -> None:
    """Where a screen reader is after a step: at its heading, in the line of steps."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_focused()
    expect(page.get_by_role("list", name="Étapes").locator("[aria-current=step]")).to_have_text(re.compile(f"^{number}"))


def arrived(page: Page, authority: Authority) -> Case:
    expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_focused()
    with inside(authority):
        case = Case.objects.select_related("category").order_by("-pk")[0]
        assert (case.category.name, case.words, case.requester_email) == ("Banc ou mobilier cassé", WORDS, EMAIL)
        assert len(photos_of(case)) == 5 and case.lon is not None
    return case


def test_by_touch_alone_on_a_phone(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, width=360, height=740, is_phone=True)
    touched_only = lay(page, "touch")
    page.goto("/")
    tap(page.get_by_role("main").get_by_role("link", name="Signaler un problème"))
    write(page.get_by_role("searchbox"), "ban")
    tap(page.get_by_role("link", name="Banc ou mobilier cassé"))
    choose_files(page, five(), lambda: tap(page.get_by_role("button", name="Ajouter des photos")))
    expect(page.get_by_role("button", name="Retirer la photo")).to_have_count(5, timeout=SLOW)
    said = place_with_a_finger(page)
    write(page.get_by_label("Que voyez-vous ?"), WORDS)
    tap(page.get_by_role("button", name="Continuer"))
    step(page, 2, "Comment vous répondre ?")
    write(page.get_by_label("Votre adresse"), EMAIL)
    tap(page.get_by_role("button", name="Continuer"))
    step(page, 3, "Tout est juste ?")
    expect(page.get_by_role("img", name="Photo 5")).to_be_visible()
    with a_minute_later():
        tap(page.get_by_role("button", name="Envoyer ma demande"))
        case = arrived(page, valbourg)
    assert case.address == said
    look_at_the_map(page, valbourg)
    touched_only()


def place_with_a_finger(page: Page) -> str:
    tap(page.get_by_role("button", name="Placer sur la carte"))
    canvas, where = page.locator("[data-canvas]"), page.locator("[data-where]")
    expect(canvas).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    choose = page.get_by_role("button", name="Choisir ici")
    for _ in range(6):
        if choose.is_enabled():
            break
        tap(page.get_by_role("button", name="Agrandir"))
        expect(canvas).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    before = page.evaluate("scrollY")
    box = canvas.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    first = where.inner_text()
    for aside, up in SWIPES:  # as far as another address
        swipe(page, middle, (middle[0] + aside, middle[1] + up))
        expect(canvas).to_have_attribute("data-drawn", "yes", timeout=SLOW)
        expect(where).not_to_have_text("Recherche de l’adresse…", timeout=SLOW)
        if where.inner_text() != first and re.match(r"\d", where.inner_text()):
            break
    else:
        pytest.fail(f"no address under the point, only « {where.inner_text()} »")
    assert page.evaluate("scrollY") == before, "the map moves, the page does not"
    said = where.inner_text()
    tap(choose)
    expect(page.get_by_label("Où est-ce ?")).to_have_value(said)
    return said


def look_at_the_map(page: Page, valbourg: Authority) -> None:
    with inside(valbourg):
        pothole = Case.objects.open().filter(address="40, route de Bourges")[0]
    place = point((-240, 1980))
    page.goto(f"/carte?theme={pothole.category.parent_id}#vue=17/{place.lat}/{place.lon}")
    sheet, handle = page.locator(".sheet"), page.locator("[data-sheet]")
    canvas = page.locator("[data-canvas]")
    expect(canvas).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    expect(sheet).to_have_attribute("data-height", "half")
    box = handle.bounding_box()
    assert box is not None
    top = (180, box["y"] + box["height"] / 2)
    swipe(page, top, (180, 160))
    expect(sheet).to_have_attribute("data-height", "full")
    expect(page.locator("[data-list]").get_by_role("link").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-sheet]').getBoundingClientRect().top < 140")
    swipe(page, (180, 146), (180, 660))
    expect(sheet).to_have_attribute("data-height", "low")
    whole = canvas.bounding_box()
    assert whole is not None
    page.touchscreen.tap(whole["x"] + whole["width"] / 2, whole["y"] + whole["height"] / 2 - 24)
    card = page.locator("[data-card]")
    expect(card.get_by_role("link")).to_have_attribute("href", f"/demandes/{pothole.number}", timeout=SLOW)
    tap(card.locator(".case-row"))  # its link is stretched over it
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(f"/demandes/{pothole.number}"))


def test_by_keyboard_alone_at_a_desk(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, width=1440, height=900)
    typed_only = lay(page, "keyboard")
    report_by_keyboard(page, valbourg)
    typed_only()


def test_the_map_and_its_list_by_keyboard_alone(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, width=1440, height=900)
    typed_only = lay(page, "keyboard")
    walk_the_map_by_keyboard(page)
    typed_only()


def report_by_keyboard(page: Page, valbourg: Authority) -> None:
    page.goto("/")
    press(page.get_by_role("link", name="Aller au contenu"))
    press(page.get_by_role("main").get_by_role("link", name="Signaler un problème"))
    tab_to(page.get_by_role("searchbox"))
    page.keyboard.type("ban")
    press(page.get_by_role("link", name="Banc ou mobilier cassé"))
    tab_to(page.get_by_role("combobox", name="Où est-ce ?"))
    page.keyboard.type("12 rue bas")
    expect(page.get_by_role("option", name="12, rue Basse")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Où est-ce ?")).to_have_value("12, rue Basse")
    tab_to(page.get_by_label("Que voyez-vous ?"))
    page.keyboard.type(WORDS)
    tab_to(page.get_by_role("button", name="Ajouter des photos"))
    choose_files(page, five(), lambda: page.keyboard.press("Space"))
    expect(page.get_by_role("button", name="Retirer la photo")).to_have_count(5, timeout=SLOW)
    press(page.get_by_role("button", name="Retirer la photo 5"))
    expect(page.get_by_text("Photo retirée.")).to_be_visible()
    expect(page.get_by_role("button", name="Ajouter des photos")).to_be_focused()
    choose_files(page, five()[:1], lambda: page.keyboard.press("Enter"))
    expect(page.get_by_role("button", name="Retirer la photo")).to_have_count(5, timeout=SLOW)
    press(page.get_by_role("button", name="Continuer"))
    step(page, 2, "Comment vous répondre ?")
    tab_to(page.get_by_label("Votre adresse"))
    page.keyboard.type("odile@")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page.get_by_label("Votre adresse"))
    page.keyboard.press("Control+A")
    page.keyboard.type(EMAIL)
    page.keyboard.press("Enter")
    step(page, 3, "Tout est juste ?")
    with a_minute_later():
        press(page.get_by_role("button", name="Envoyer ma demande"))
        case = arrived(page, valbourg)
    assert case.address == "12, rue Basse"


def walk_the_map_by_keyboard(page: Page) -> None:
    page.goto("/carte")
    expect(page.locator("[data-canvas]")).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    tab_to(page.get_by_role("link", name="En cours", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("etat="))
    expect(page.locator("[data-filters] [aria-current]", has_text="En cours")).to_be_focused()
    tab_to(page.locator(".more-filters summary"))
    page.keyboard.press("Enter")
    expect(page.locator(".more-filters form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more-filters form")).to_be_hidden()
    expect(page.locator(".more-filters summary")).to_be_focused()
    tab_to(page.locator("[data-canvas] canvas"))
    here = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(here) => location.href !== here", arg=here)
    tab_to(page.get_by_role("contentinfo").get_by_role("link").first)  # nothing holds the focus
    row = page.locator("[data-list] .case-row a").first
    tab_to(row, back=True)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/demandes/"))


@pytest.mark.parametrize("lacking", ["javascript", "webgl"])
def test_without_scripts_or_without_a_drawn_map_words_suffice(
    open_page: OpenPage, valbourg: Authority, host: str, lacking: str
) -> None:
    page = open_page(host, javascript=lacking != "javascript", width=360, height=740)
    if lacking == "webgl":
        page.add_init_script(NO_WEBGL)
    page.goto("/carte")
    expect(page.get_by_text("voici les mêmes demandes en liste")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("link", name="Nid-de-poule").first).to_be_visible()
    expect(page.get_by_role("link", name="Voir la suite")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Signaler un problème").click()
    page.get_by_role("searchbox").fill("ban")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Banc ou mobilier cassé").click()
    if lacking == "webgl":
        page.get_by_role("button", name="Placer sur la carte").click()
        expect(page.get_by_text("La carte ne s’affiche pas ici : tapez l’adresse.")).to_be_visible(timeout=SLOW)
    else:
        expect(page.get_by_role("button", name="Placer sur la carte")).to_be_hidden()
    page.get_by_label("Où est-ce ?").fill("12 rue Basse")
    page.get_by_label("Que voyez-vous ?").fill(WORDS)
    page.locator("#id_photos").set_input_files(five())
    if lacking == "webgl":
        expect(page.get_by_role("button", name="Retirer la photo")).to_have_count(5, timeout=SLOW)
    page.get_by_role("button", name="Continuer").click()
    step(page, 2, "Comment vous répondre ?")
    page.get_by_label("Votre adresse").fill(EMAIL)
    page.get_by_role("button", name="Continuer").click()
    step(page, 3, "Tout est juste ?")
    expect(page.get_by_role("img", name="Photo 5")).to_be_visible()
    with a_minute_later():
        page.get_by_role("button", name="Envoyer ma demande").click()
        arrived(page, valbourg)
