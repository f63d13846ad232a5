"""Posters and labels: what is asked, what is refused by its line, and what a camera reads on them."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from parvis.cases.operations.configure import create_category
from parvis.kernel.tenancy import inside
from tests.backoffice.desk import Desk, words_of
from tests.harness import OpenPage
from tests.words import plain
from tests.world import MAKER, PASSWORD, World

PATH = "/agents/affiches"
LONG_CATEGORY = "Étalages et terrasses à usage commercial : gêne à la circulation, étalage excessif"
LONG_PLACE = "Rond-point du Docteur-Anticonstitutionnellement-Hospitalier-de-Saint-Rémi-en-Valbourg"
PLACES = "Abribus Mairie\n\n  Candélabre 118, rue Basse ; 47,02 ; 2,01  \n"


def asked(world: World, **changed: str) -> dict[str, str]:
    return {"category": str(world.lamp.pk), "places": PLACES, "shape": "poster", **changed}


def test_a_poster_a_place_says_where_it_is_and_what_to_type(world: World) -> None:
    answer = Desk(world.karim).post(PATH, asked(world))
    page = words_of(answer)
    assert answer.status_code == 200 and answer.content.decode().count('class="qr" role="img"') == 2
    assert "Lampadaire éteint ?" in page.text and "Abribus Mairie" in page.text
    assert "Candélabre 118, rue Basse" in page.text and "valbourg.test/signaler" in page.text
    assert 'aria-label="Code à scanner : signaler un problème, Abribus Mairie"' in plain(answer.content.decode())


def test_labels_are_twenty_four_a_sheet(world: World) -> None:
    places = "\n".join(f"Candélabre {number}" for number in range(30))
    page = Desk(world.karim).post(PATH, asked(world, places=places, shape="labels", category="")).content.decode()
    assert page.count('class="sheet labels"') == 2 and page.count('class="qr"') == 30


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ("", "Écrivez au moins un lieu."),
        ("Abribus\nchez Mme Durand", "« chez Mme Durand » : écrivez un lieu"),
        ("Abribus ; 48 ; 3", "hors de la commune"),
        ("Abribus ; ici", "cette position est illisible"),
        ("a" * 121, "de 1 à 120 caractères"),
        ("\n".join(["Abribus"] * 241), "240 lieux au plus"),
    ],
)
def test_a_line_that_cannot_be_printed_is_named_and_all_is_kept(world: World, places: str, why: str) -> None:
    answer = Desk(world.karim).post(PATH, asked(world, places=places))
    page = words_of(answer)
    assert answer.status_code == 422 and why in page.text
    assert page.written["places"] == places


def test_going_back_from_the_print_gives_the_list_back(world: World) -> None:
    desk = Desk(world.karim)
    printed = words_of(desk.post(PATH, asked(world)))
    again = words_of(desk.post(PATH, {**printed.hidden, "corriger": "1"}))
    assert again.written["places"] == PLACES and "À corriger" not in again.text


def at_the_posters(open_page: OpenPage) -> Page:
    desk = open_page()
    desk.goto("/agents/compte/connexion?next=" + PATH)
    desk.get_by_label("professionnelle").fill("karim@valbourg.test")
    desk.get_by_label("Mot de passe").fill(PASSWORD)
    desk.get_by_role("button", name="Se connecter").click()
    return desk


@pytest.mark.e2e
@pytest.mark.sqlite_only
def test_long_words_cut_nothing_off_a_poster_and_no_blank_sheet_comes_out(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        create_category(LONG_CATEGORY, unit=town.lighting, by=MAKER)
    desk = at_the_posters(open_page)
    desk.get_by_label("Ce qu’on y signale").select_option(label=LONG_CATEGORY)
    desk.get_by_label("Les lieux, un par ligne").fill(f"{LONG_PLACE}\nMairie")
    desk.get_by_role("button", name="Préparer l’impression").click()
    for poster in desk.locator(".poster").all():
        within = poster.evaluate(
            "sheet => sheet.getBoundingClientRect().bottom - sheet.lastElementChild.getBoundingClientRect().bottom"
        )
        assert within > 0
    assert "categorie=" in scanned(desk, 0)
    assert desk.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2


@pytest.mark.e2e
@pytest.mark.sqlite_only
def test_a_phone_reads_each_code_and_lands_on_the_form_filled_in(open_page: OpenPage, town: World) -> None:
    """On the poster and on the label of 37 mm, at the size that a screen of 96 dots an inch shows them."""
    desk = at_the_posters(open_page)
    for shape in ("Une affiche A4 par lieu", "Des étiquettes de 70 × 37 mm"):
        desk.get_by_label("Ce qu’on y signale").select_option(label="Lampadaire éteint")
        desk.get_by_label("Les lieux, un par ligne").fill(PLACES)
        desk.get_by_role("radio", name=re.compile(shape)).check()
        desk.get_by_role("button", name="Préparer l’impression").click()
        links = [scanned(desk, number) for number in range(2)]
        assert all(link.startswith(f"http://valbourg.test/signaler?categorie={town.lamp.pk}&lieu=") for link in links)
        desk.get_by_role("button", name="Modifier").click()
        phone = open_page(width=360, height=740, javascript=False)
        phone.goto(links[0])
        expect(phone.get_by_label("Où est-ce ?")).to_have_value("Abribus Mairie")
        expect(phone.get_by_text("Lampadaire éteint")).to_be_visible()
        phone.goto(links[1])
        expect(phone.get_by_label("Où est-ce ?")).to_have_value("Candélabre 118, rue Basse")
        phone.get_by_role("button", name="Continuer").click()
        expect(phone.get_by_role("heading", name="Comment vous répondre ?")).to_be_visible()


def scanned(page: Page, number: int) -> str:
    """What a camera reads in the picture of the code."""
    picture = Image.open(BytesIO(page.locator(".qr").nth(number).screenshot())).convert("L")
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)
