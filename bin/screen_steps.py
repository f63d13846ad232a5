"""What one does on a screen before its picture is taken."""

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page


def bring(page: "Page", known: dict[str, str]) -> None:
    """What a file of configuration would change, and what of it cannot be brought."""
    text = """{parvis: {format: '1'}, services: [{nom: Cimetières, telephone: 02 48 00 18 20}], categories: [
{nom: Nid-de-poule, sous: Rue et espaces publics, danger: oui}, {nom: Allée, service: Cimetière}]}"""
    page.set_input_files("main input[type=file]", {"name": "autre.yaml", "mimeType": "text/yaml", "buffer": text.encode()})
    page.click("main form[method=post] button")
    page.wait_for_url("**/import/**")


def submit(page: "Page", known: dict[str, str]) -> None:
    """The form as it came: its errors."""
    page.locator("main form[method=post] button.main").last.click()


def step_two(page: "Page", known: dict[str, str]) -> None:
    """Where nothing is known yet."""
    page.fill("[name=address]", "10, rue des Tilleuls")
    page.fill("[name=words]", "Le lampadaire devant le portail ne s’allume plus depuis jeudi.")
    page.click("main button.main")


def near(page: "Page", known: dict[str, str]) -> None:
    """As if the address had been found: there is no geocoder here."""
    page.evaluate("at => ['lat', 'lon'].forEach((id) => (document.getElementById('id_' + id).value = at[id]))", known)
    page.fill("[name=address]", "")
    page.click("main button.main")


def step_two_wrong(page: "Page", known: dict[str, str]) -> None:
    step_two(page, known)
    page.fill("[name=email]", "odile.garnier@")
    page.click("main button.main")


def step_three(page: "Page", known: dict[str, str]) -> None:
    step_two(page, known)
    page.fill("[name=email]", "odile.garnier@exemple.fr")
    page.fill("[name=first_name]", "Odile")
    page.fill("[name=last_name]", "Garnier")
    page.click("main button.main")


def ask_to_follow(page: "Page", known: dict[str, str]) -> None:
    page.fill("[name=email]", "lucie.voisine@exemple.fr")
    page.click("main button.main")


def add_photos(page: "Page", known: dict[str, str]) -> None:
    """One taken in the town, one taken elsewhere, and a file that is none."""
    from tests.documents.pictures import ELSEWHERE, photo

    here = (float(known["lat"]), float(known["lon"]))

    page.set_input_files("#id_photos", [jpeg(photo(at=here)), jpeg(photo(at=ELSEWHERE)), jpeg(b"%PDF-1.7" * 90)])
    page.locator(".shot .error:visible").wait_for()


def step_three_with_photos(page: "Page", known: dict[str, str]) -> None:
    from tests.documents.pictures import a_street

    page.set_input_files("#id_photos", [jpeg(a_street(is_lit=False))] * 2)
    page.locator("[data-remove]").nth(1).wait_for()
    step_three(page, known)


def leave_a_report(page: "Page", known: dict[str, str]) -> None:
    """One begins, and comes back to the home."""
    page.goto(f"/signaler?categorie={known['category']}")
    page.fill("[name=address]", "12, rue Basse")
    page.locator("[data-saved]:not([hidden])").wait_for()
    page.goto("/")
    page.locator("[data-device]:not([hidden])").wait_for()


def write_offline(page: "Page", known: dict[str, str]) -> None:
    from tests.documents.pictures import a_street

    page.select_option("[name=category]", known["category"])
    page.fill("[name=address]", "12, rue Basse")
    page.set_input_files("#id_photos", [jpeg(a_street(is_lit=False))])
    page.locator("[data-saved]:not([hidden])").wait_for()


def jpeg(content: bytes) -> "FilePayload":
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content}


def wait_until_drawn(page: "Page", known: dict[str, str]) -> None:
    page.wait_for_selector("[data-canvas][data-drawn=yes]", timeout=60_000)


def open_the_map(page: "Page", known: dict[str, str]) -> None:
    page.click("[data-open]")
    wait_until_drawn(page, known)


def ask_for_my_cases(page: "Page", known: dict[str, str]) -> None:
    page.fill("[name=email]", "odile.garnier@exemple.fr")
    page.click("main button.main")


def say_bravo(page: "Page", known: dict[str, str]) -> None:
    page.click("main form button.main")


def wrong_password(page: "Page", known: dict[str, str]) -> None:
    page.fill("[name=login]", "nadia@valbourg.test")
    page.fill("[name=password]", "ce n’est pas celui-là")
    page.click("main form button")


def write(page: "Page", known: dict[str, str]) -> None:
    page.fill("#parole-texte", "Bonjour, le câble sera repris jeudi, et la rue éclairée avant la sortie de l’école.")


def write_a_note(page: "Page", known: dict[str, str]) -> None:
    page.check("[name=mode][value=note]")
    write(page, known)


def clash(page: "Page", known: dict[str, str]) -> None:
    """As if the page had been open before Hugo did what he did."""
    page.evaluate("document.querySelector('.compose [name=version]').value = 1")
    write(page, known)
    page.click(".compose button.send-reply")


def lose_words(page: "Page", known: dict[str, str]) -> None:
    """As if the case had gone to another unit while Nadia wrote."""
    page.evaluate(
        "(path) => { document.querySelector('.compose').action = path }", f"/agents/demandes/{known['elsewhere']}/reponse"
    )
    write(page, known)
    page.locator(".compose button.send-reply").click()


def open_menus(page: "Page", known: dict[str, str]) -> None:
    page.click(".acts details:last-of-type summary")


def ask_for_keys(page: "Page", known: dict[str, str]) -> None:
    page.keyboard.press("?")


def prepare_posters(shape: str) -> "Callable[[Page, dict[str, str]], None]":
    def prepare(page: "Page", known: dict[str, str]) -> None:
        page.select_option("[name=category]", known["category"])
        page.fill("[name=places]", "Abribus Mairie\nCandélabre 118, rue Basse\nCorbeille du jardin des Tilleuls")
        page.check(f"[name=shape][value={shape}]")
        page.click("main button.main")

    return prepare


def to_questions(page: "Page", known: dict[str, str]) -> None:
    page.click("main button.main")


def to_ending(page: "Page", known: dict[str, str]) -> None:
    to_questions(page, known)
    page.check("[name=q_terrain][value=prive]")
    page.click("main button.main")


def look_at_the_photo(page: "Page", known: dict[str, str]) -> None:
    page.locator("a[href*='/photos/'][href$='/publication']").first.click()
    page.wait_for_load_state("networkidle")


def outside(page: "Page", known: dict[str, str]) -> None:
    page.evaluate("for (const [id, at] of [['id_lat', 48.2], ['id_lon', 3.1]]) document.getElementById(id).value = at")
    page.fill("[name=address]", "")
    page.click("main button.main")


def add_a_huge_photo(page: "Page", known: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "panorama.jpg"
        with path.open("wb") as file:
            file.truncate(40_000_000)
        page.set_input_files("#id_photos", path)
        page.locator(".shot .error:visible").wait_for()


def keep_for_later(page: "Page", known: dict[str, str]) -> None:
    write_offline(page, known)
    page.context.set_offline(True)
    page.click("main form[data-outbox] button.main")
    page.locator("[data-kept=ready]").wait_for()


def send_what_is_asked(page: "Page", known: dict[str, str]) -> None:
    """The subject has questions that the page without network did not know."""
    page.select_option("[name=category]", known["asked"])
    page.fill("[name=address]", "12, rue Basse")
    page.locator("[data-saved]:not([hidden])").wait_for()
    page.click("main form[data-outbox] button.main")
    page.locator("[data-kept=wrong]").wait_for(timeout=60_000)


def keep_three(page: "Page", known: dict[str, str]) -> None:
    for _ in range(3):
        leave_a_report(page, known)


def cover_a_face(page: "Page", known: dict[str, str]) -> None:
    look_at_the_photo(page, known)
    page.click("[data-add]")


def slow_down(page: "Page", known: dict[str, str]) -> None:
    for _ in range(200):
        answer = page.goto("/suivi?code=BCDF-GHJK")
        if answer is not None and answer.status == 429:
            return
    raise AssertionError("nothing slows anybody down")


def break_down(page: "Page", known: dict[str, str]) -> None:
    """What an unforeseen fault shows: nothing here is meant to have one."""
    page.set_content(b64decode(known["broken"]).decode())
