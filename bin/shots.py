"""`make shots`: the named screens at several sizes, in light and dark, with no case, one and many, into shots/.

`ROWS=10000 make shots` for many many; `ONLY=portal-home,desk-card make shots` for some of them, `SIZES=phone,desk` and
`SCHEMES=light` for some pictures of each; `WHOLE=1` takes the page to its end; `SHOTS=folder` puts them elsewhere.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / os.environ.get("SHOTS", "shots")
TOWNS = ROOT / ".tmp" / "shots"
PORT = int(os.environ.get("PORT", "8765"))
ADDRESS = f"http://127.0.0.1:{PORT}"
# "zoom" is a desk at 200 %, "narrow" a laptop at 400 %.
SIZES = {
    "phone": (360, 740), "tablet": (820, 1180), "desk": (1440, 900), "laptop": (1280, 720),
    "zoom": (720, 450), "narrow": (320, 640),
}  # fmt: skip
SCHEMES = ("light", "dark")
MAKE = "import sys, django; django.setup(); from tests.busy import main; main(sys.argv[1], int(sys.argv[2]))"


@dataclass(frozen=True)
class Screen:
    """`path` of the page; `by`: whose page it is, None for a resident's; `rows`: the towns in which it means something.

    `then`: what one does on the page before its picture.
    """

    name: str
    path: Callable[[dict[str, str]], str]
    by: str | None = None
    rows: tuple[str, ...] = ("none", "one", "many")
    then: "Callable[[Page, dict[str, str]], None] | None" = None


def at(path: str) -> Callable[[dict[str, str]], str]:
    """An address in which {number}, {key}, {code}… stand for those of the town's first case."""
    return lambda known: path.format(**known)


def submit(page: "Page", known: dict[str, str]) -> None:
    """The form as it came: its errors."""
    page.locator("main form[method=post] button.main").last.click()


def step_two(page: "Page", known: dict[str, str]) -> None:
    page.fill("[name=address]", "12, rue Basse")
    page.fill("[name=words]", "Le lampadaire devant le portail ne s’allume plus depuis jeudi.")
    page.click("main button.main")


def near(page: "Page", known: dict[str, str]) -> None:
    """As if the address had been found: there is no geocoder here."""
    page.evaluate("for (const [id, at] of [['id_lat', 47.0201], ['id_lon', 2.0102]]) document.getElementById(id).value = at")
    page.fill("[name=address]", "")
    page.click("main button.main")


def step_two_wrong(page: "Page", known: dict[str, str]) -> None:
    step_two(page, known)
    page.fill("[name=email]", "odile.garnier@")
    page.click("main button.main")


def step_three(page: "Page", known: dict[str, str]) -> None:
    step_two(page, known)
    page.fill("[name=email]", "odile.garnier@exemple.fr")
    page.fill("[name=name]", "Odile Garnier")
    page.click("main button.main")


def ask_to_follow(page: "Page", known: dict[str, str]) -> None:
    page.fill("[name=email]", "lucie.voisine@exemple.fr")
    page.click("main button.main")


def add_photos(page: "Page", known: dict[str, str]) -> None:
    """One taken in the town, one taken elsewhere, and a file that is none."""
    from tests.documents.pictures import ELSEWHERE, HERE, photo

    page.set_input_files("#id_photos", [jpeg(photo(at=HERE)), jpeg(photo(at=ELSEWHERE)), jpeg(b"%PDF-1.7" * 90)])
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


SOME = ("one", "many")
ONE = ("one",)
CASE = "/agents/demandes/{number}"
SCREENS = [
    Screen("portal-home", at("/")),
    Screen("portal-cases", at("/demandes")),
    Screen("portal-cases-empty", at("/demandes?q=girafe"), rows=("many",)),
    Screen("portal-cases-filtered", at("/demandes?etat=en-cours&depuis=30"), rows=("many",)),
    Screen("portal-map", at("/carte"), then=wait_until_drawn),
    Screen("portal-map-close", at("/carte#vue=16.5/47.02/2.02"), rows=("many",), then=wait_until_drawn),
    Screen("portal-report-map", at("/signaler?categorie={category}"), rows=ONE, then=open_the_map),
    Screen("portal-case", at("/demandes/{number}"), rows=SOME),
    Screen("portal-follow", at("/demandes/{number}/suivre"), rows=ONE),
    Screen("portal-follow-sent", at("/demandes/{number}/suivre"), rows=ONE, then=ask_to_follow),
    Screen("portal-following", at("/suivre/{follower}"), rows=ONE),
    Screen("portal-unfollow", at("/suivre/{follower}/arret"), rows=ONE),
    Screen("portal-nearby", at("/signaler?categorie={category}"), rows=SOME, then=near),
    Screen("portal-again", at("/signaler?encore={repaired}"), rows=("many",)),
    Screen("portal-done", at("/demandes/{mended_number}"), rows=ONE),
    Screen("portal-bravo", at("/demandes/{mended_number}/bravo"), rows=ONE, then=say_bravo),
    Screen("portal-correction", at("/ma-demande/{key}/correction"), rows=ONE),
    Screen("portal-insist", at("/ma-demande/{mended}/toujours-en-panne"), rows=ONE),
    Screen("portal-mine-mended", at("/ma-demande/{mended}"), rows=ONE),
    Screen("portal-my-cases-ask", at("/suivi/mes-demandes"), rows=ONE),
    Screen("portal-my-cases-sent", at("/suivi/mes-demandes"), rows=ONE, then=ask_for_my_cases),
    Screen("portal-my-cases", at("/suivi/mes-demandes/{keyring}"), rows=SOME),
    Screen("portal-my-cases-over", at("/suivi/mes-demandes/x"), rows=ONE),
    Screen("desk-case-again", at("/agents/demandes/{again}"), by="nadia", rows=ONE),
    Screen("portal-repaired", at("/demandes/{repaired}"), rows=("many",)),
    Screen("portal-report", at("/signaler"), rows=ONE),
    Screen("portal-report-what", at("/signaler?categorie={category}"), rows=ONE),
    Screen("portal-report-what-wrong", at("/signaler?categorie={category}"), rows=ONE, then=submit),
    Screen("portal-report-photos", at("/signaler?categorie={category}"), rows=ONE, then=add_photos),
    Screen("portal-report-kept", at("/"), rows=ONE, then=leave_a_report),
    Screen("portal-offline", at("/hors-ligne"), rows=ONE, then=write_offline),
    Screen("portal-report-danger", at("/signaler?categorie={danger}"), rows=ONE),
    Screen("portal-report-you", at("/signaler?categorie={category}"), rows=ONE, then=step_two),
    Screen("portal-report-you-wrong", at("/signaler?categorie={category}"), rows=ONE, then=step_two_wrong),
    Screen("portal-report-check", at("/signaler?categorie={category}"), rows=ONE, then=step_three),
    Screen("portal-report-check-photos", at("/signaler?categorie={category}"), rows=ONE, then=step_three_with_photos),
    Screen("portal-after", at("/demandes/{done}"), rows=ONE),
    Screen("portal-mine-after", at("/ma-demande/{done_key}"), rows=ONE),
    Screen("portal-thanks", at("/signaler/merci/{key}"), rows=ONE),
    Screen("portal-mine", at("/ma-demande/{key}"), rows=SOME),
    Screen("portal-tracking", at("/suivi"), rows=ONE),
    Screen("portal-tracking-wrong", at("/suivi?code=abc"), rows=ONE),
    Screen("portal-tracked", at("/suivi/{code}"), rows=ONE),
    Screen("portal-legal", at("/mentions-legales"), rows=ONE),
    Screen("portal-privacy", at("/donnees-personnelles"), rows=ONE),
    Screen("portal-accessibility", at("/accessibilite"), rows=ONE),
    Screen("portal-not-found", at("/demandes/1999/000001"), rows=ONE),
    Screen("demo-letters", at("/demo/courriers"), rows=("none", "one")),
    Screen("demo-letter", at("/demo/courriers/{letter}"), rows=ONE),
    Screen("gallery", at("/ui/galerie"), rows=ONE),
    Screen("gallery-desk", at("/ui/galerie?bureau"), rows=ONE),
    Screen("desk-sign-in", at("/agents/compte/connexion"), rows=ONE),
    Screen("desk-sign-in-wrong", at("/agents/compte/connexion"), rows=ONE, then=wrong_password),
    Screen("desk-forgotten", at("/agents/compte/mot-de-passe-oublie"), rows=ONE),
    Screen("desk-home", at("/agents/"), by="nadia"),
    Screen("desk-home-agent", at("/agents/"), by="karim", rows=SOME),
    Screen("desk-home-supervisor", at("/agents/"), by="helene", rows=SOME),
    Screen("desk-home-owner", at("/agents/"), by="theo", rows=SOME),
    Screen("desk-home-administrator", at("/agents/"), by="paul", rows=ONE),
    Screen("desk-cases", at("/agents/demandes"), by="nadia"),
    Screen("desk-cases-found", at("/agents/demandes?q=basse"), by="nadia", rows=("many",)),
    Screen("desk-cases-not-found", at("/agents/demandes?q=girafe"), by="nadia", rows=("many",)),
    Screen("desk-case", at(CASE), by="nadia", rows=SOME),
    Screen("desk-case-photos", at("/agents/demandes/{done}"), by="nadia", rows=ONE),
    Screen("desk-case-menu", at(CASE), by="nadia", rows=ONE, then=open_menus),
    Screen("desk-case-reply", at(CASE), by="nadia", rows=ONE, then=write),
    Screen("desk-case-note", at(CASE), by="nadia", rows=ONE, then=write_a_note),
    Screen("desk-case-shared", at("/agents/demandes/{shared}"), by="nadia", rows=ONE),
    Screen("desk-keys", at(CASE), by="nadia", rows=ONE, then=ask_for_keys),
    Screen("desk-clash", at("/agents/demandes/{shared}"), by="nadia", rows=ONE, then=clash),
    Screen("desk-lost-words", at(CASE), by="nadia", rows=ONE, then=lose_words),
    Screen("desk-archives", at("/agents/demandes?vue=archives"), by="nadia", rows=("many",)),
    Screen("desk-promise", at(CASE + "/echeance"), by="nadia", rows=ONE),
    Screen("desk-transfer", at(CASE + "/transfert"), by="nadia", rows=ONE),
    Screen("desk-transfer-wrong", at(CASE + "/transfert"), by="nadia", rows=ONE, then=submit),
    Screen("desk-resolve", at(CASE + "/resolution"), by="nadia", rows=ONE),
    Screen("desk-drop", at(CASE + "/classement"), by="nadia", rows=ONE),
    Screen("desk-close", at(CASE + "/cloture"), by="nadia", rows=ONE),
    Screen("desk-password", at("/agents/compte/mot-de-passe"), by="nadia", rows=ONE),
    Screen("desk-forbidden", at("/agents/file-d-attente"), by="nadia", rows=ONE),
    Screen("desk-town", at("/agents/commune"), by="paul", rows=ONE),
    Screen("desk-town-page", at("/agents/commune/pages/mentions-legales"), by="paul", rows=ONE),
    Screen("desk-posters", at("/agents/affiches"), by="nadia", rows=ONE),
    Screen("desk-posters-print", at("/agents/affiches"), by="nadia", rows=ONE, then=prepare_posters("poster")),
    Screen("desk-labels-print", at("/agents/affiches"), by="nadia", rows=ONE, then=prepare_posters("labels")),
    Screen("portal-report-notice", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE),
    Screen("portal-report-questions", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE, then=to_questions),
    Screen("portal-report-ending", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE, then=to_ending),
    Screen("portal-report-poster", at("/signaler?categorie={category}&lieu=Abribus%20Mairie"), rows=ONE),
    Screen("desk-queue", at("/agents/file-d-attente"), by="paul", rows=("none", "one")),
]


def main() -> None:
    chosen = named("ONLY")
    screens = [screen for screen in SCREENS if not chosen or screen.name in chosen]
    shutil.rmtree(SHOTS, ignore_errors=True)
    for rows in ("none", "one", "many"):
        wanted = [screen for screen in screens if rows in screen.rows]
        if wanted:
            with served(rows) as known:
                take(wanted, rows, known)
    print(f"\n{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}")


def named(variable: str) -> list[str]:
    return [name for name in os.environ.get(variable, "").split(",") if name]


@contextmanager
def served(rows: str) -> Iterator[dict[str, str]]:
    """A town with so many cases, served by a process of its own."""
    data = TOWNS / rows
    shutil.rmtree(data, ignore_errors=True)
    environ = {
        **os.environ,
        "PARVIS_DATA": str(data),
        "PARVIS_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
        "SECRET_KEY": "one-key-for-the-pictures-of-the-screens",
    }
    for name in ("DATABASE_URL", "EMAIL_URL", "PORT"):
        environ.pop(name, None)
    subprocess.run(
        [sys.executable, "-m", "parvis.config.cli", "migrate"], env=environ, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    made = subprocess.run(
        [sys.executable, "-c", MAKE, rows, os.environ.get("ROWS", "1000")],
        env=environ, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    known = dict(line.split("=", 1) for line in made.stdout.split())
    server = subprocess.Popen([sys.executable, "-m", "parvis.config.cli", "serve", "--port", str(PORT)], env=environ, cwd=ROOT)
    try:
        wait_until_served()
        yield known
    finally:
        server.terminate()
        server.wait()


def wait_until_served() -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{ADDRESS}/ui/marque", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the town is not served")


def take(screens: list[Screen], rows: str, known: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    from tests.chromium import CHROMIUM, FLAGS

    SHOTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(base_url=ADDRESS, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce")
        here: str | None = None
        for screen in sorted(screens, key=lambda screen: screen.by or ""):
            if screen.by != here:
                context.clear_cookies()
                page = context.new_page()
                page.goto("/agents/compte/connexion")
                page.fill("[name=login]", f"{screen.by}@valbourg.test")
                page.fill("[name=password]", known["password"])
                page.click("main form button")
                page.wait_for_url("**/agents/")
                page.close()
                here = screen.by
            print(f"{rows:5} {screen.name}", flush=True)
            page = context.new_page()  # a tab of its own: what was being written on a case is kept on its tab
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(screen.path(known))
            if screen.then:
                screen.then(page, known)
            page.wait_for_load_state("networkidle")
            for size in named("SIZES") or SIZES:
                width, height = SIZES[size]
                page.set_viewport_size({"width": width, "height": height})
                for scheme in named("SCHEMES") or SCHEMES:
                    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    picture = SHOTS / f"{screen.name}.{rows}.{size}.{scheme}.png"
                    page.screenshot(path=picture, full_page=bool(os.environ.get("WHOLE")))
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
