"""The screens that `make shots` takes: where each is, whose it is, and what one does there before its picture."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page


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


CUT = ("portal-outbox",)  # there is no network, and so none that falls silent
SOME = ("one", "many")
ONE = ("one",)
CASE = "/agents/demandes/{number}"
SCREENS = [
    Screen("portal-home", at("/")),
    Screen("portal-cases", at("/demandes")),
    Screen("portal-cases-empty", at("/demandes?q=girafe"), rows=("many",)),
    Screen("portal-cases-filtered", at("/demandes?etat=en-cours&depuis=30"), rows=("many",)),
    Screen("portal-map", at("/carte"), then=wait_until_drawn),
    Screen("portal-map-close", at("/carte#vue=16.5/{lat}/{lon}"), rows=("many",), then=wait_until_drawn),
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
    Screen("portal-email-correction", at("/ma-demande/{key}/adresse-e-mail"), rows=ONE),
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
    Screen("desk-case-to-look-at", at("/agents/demandes/{to_look_at}"), by="nadia", rows=ONE),
    Screen("desk-photo-look", at("/agents/demandes/{to_look_at}"), by="nadia", rows=ONE, then=look_at_the_photo),
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
    Screen("desk-settings", at("/agents/reglages"), by="paul", rows=ONE),
    Screen("desk-rules", at("/agents/notifications"), by="paul", rows=ONE),
    Screen("desk-rule", at("/agents/notifications/requester/received"), by="paul", rows=ONE),
    Screen("desk-new-rule", at("/agents/notifications/nouvelle"), by="paul", rows=ONE),
    Screen("desk-my-notices", at("/agents/mes-avis"), by="nadia", rows=ONE),
    Screen("desk-my-letters", at("/agents/mes-courriels"), by="nadia", rows=ONE),
    Screen("desk-configuration", at("/agents/configuration"), by="paul", rows=ONE),
    Screen("desk-configuration-trial", at("/agents/configuration"), by="paul", rows=ONE, then=bring),
    Screen("desk-journal", at("/agents/reglages/journal"), by="paul", rows=ONE),
    Screen("desk-units", at("/agents/services"), by="paul", rows=ONE),
    Screen("desk-zonings", at("/agents/secteurs"), by="paul", rows=ONE),
    Screen("desk-zoning", at("/agents/secteurs/{zoning}"), by="paul", rows=ONE),
    Screen("desk-zoning-import", at("/agents/secteurs/{zoning}/import"), by="paul", rows=ONE, then=submit),
    Screen("desk-district", at("/agents/secteurs/{zoning}/{district}"), by="paul", rows=ONE),
    Screen("desk-units-head", at("/agents/services"), by="nadia", rows=ONE),
    Screen("desk-unit-new", at("/agents/services/nouveau"), by="paul", rows=ONE),
    Screen("desk-unit-list", at("/agents/services/liste"), by="paul", rows=ONE),
    Screen("desk-people", at("/agents/personnes"), by="paul", rows=ONE),
    Screen("desk-people-none", at("/agents/personnes?q=girafe"), by="paul", rows=ONE),
    Screen("desk-person-new", at("/agents/personnes/nouvelle"), by="paul", rows=ONE),
    Screen("desk-groups", at("/agents/groupes"), by="paul", rows=ONE),
    Screen("desk-categories", at("/agents/categories"), by="paul", rows=ONE),
    Screen("desk-category", at("/agents/categories/{category}?lieu=47.08,2.40"), by="paul", rows=ONE),
    Screen("desk-category-asked", at("/agents/categories/{asked}"), by="paul", rows=ONE),
    Screen("desk-question", at("/agents/categories/{asked}/question/depuis"), by="paul", rows=ONE),
    Screen("desk-question-choices", at("/agents/categories/{asked}/question/terrain"), by="paul", rows=ONE),
    Screen("desk-question-wrong", at("/agents/categories/{asked}/questions/nouvelle"), by="paul", rows=ONE, then=submit),
    Screen("desk-question-endings", at("/agents/categories/{asked}/question/terrain/reponses"), by="paul", rows=ONE),
    Screen("desk-question-copy", at("/agents/categories/{category}/questions/reprise?de={asked}"), by="paul", rows=ONE),
    Screen("desk-question-preview", at("/agents/categories/{asked}/questions/apercu"), by="paul", rows=ONE),
    Screen("desk-category-new", at("/agents/categories/nouvelle"), by="paul", rows=ONE),
    Screen("desk-category-place", at("/agents/categories/{category}/secteur"), by="paul", rows=ONE),
    Screen("desk-category-end", at("/agents/categories/{category}/retrait"), by="paul", rows=ONE),
    Screen("desk-category-gaps", at("/agents/categories/lacunes"), by="paul", rows=ONE),
    Screen("desk-foresight", at("/agents/que-se-passerait-il?categorie={category}&lieu=47.08,2.40"), by="nadia", rows=ONE),
    Screen("desk-posters", at("/agents/affiches"), by="nadia", rows=ONE),
    Screen("desk-posters-print", at("/agents/affiches"), by="nadia", rows=ONE, then=prepare_posters("poster")),
    Screen("desk-labels-print", at("/agents/affiches"), by="nadia", rows=ONE, then=prepare_posters("labels")),
    Screen("portal-report-notice", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE),
    Screen("portal-report-questions", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE, then=to_questions),
    Screen("portal-report-ending", at("/signaler?categorie={asked}&lieu=Rue%20Basse"), rows=ONE, then=to_ending),
    Screen("portal-report-poster", at("/signaler?categorie={category}&lieu=Abribus%20Mairie"), rows=ONE),
    Screen("portal-cases-long", at("/demandes?q=anticonstitutionnellement"), rows=("many",)),
    Screen("portal-case-long", at("/demandes/{long}"), rows=("many",)),
    Screen("desk-case-long", at("/agents/demandes/{long}"), by="helene", rows=("many",)),
    Screen("portal-report-outside", at("/signaler?categorie={category}"), rows=ONE, then=outside),
    Screen("portal-report-photo-too-big", at("/signaler?categorie={category}"), rows=ONE, then=add_a_huge_photo),
    Screen("portal-outbox", at("/hors-ligne"), rows=ONE, then=keep_for_later),
    Screen("portal-outbox-asked", at("/hors-ligne"), rows=ONE, then=send_what_is_asked),
    Screen("portal-kept-three", at("/"), rows=ONE, then=keep_three),
    Screen("portal-broken", at("/"), rows=ONE, then=break_down),
    Screen("portal-slowed-down", at("/suivi"), rows=ONE, then=slow_down),
    Screen("desk-publication-mask", at("/agents/demandes/{to_look_at}/publication"), by="nadia", rows=ONE),
    Screen("desk-photo-cover", at("/agents/demandes/{to_look_at}"), by="nadia", rows=ONE, then=cover_a_face),
    Screen("desk-queue", at("/agents/file-d-attente"), by="paul", rows=("none", "one")),
]
