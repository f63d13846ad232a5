"""The desk in Chromium: two agents at once, by keyboard alone, without scripts, and at every size."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from parvis.cases.models import Case, Message
from parvis.cases.operations.assign import take as take_case
from parvis.cases.operations.converse import ask, note
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from tests.harness import OpenPage
from tests.words import plain
from tests.world import PASSWORD, World

pytestmark = pytest.mark.e2e


def sign_in(page: Page, who: str, path: str = "/agents/") -> Page:
    page.goto(path)
    page.get_by_label("professionnelle").fill(f"{who}@valbourg.test")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("navigation", name="Principale")).to_be_visible()
    return page


def reports(town: World, count: int = 1) -> list[Case]:
    with inside(town.authority):
        return [town.report() for _each in range(count)]


def fresh(town: World, case: Case) -> Case:
    with inside(town.authority):
        return Case.objects.select_related("assignee").get(pk=case.pk)


def test_two_agents_write_at_once_and_neither_loses_a_word(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    path = f"/agents/demandes/{lamp.number}"
    karim, hugo = sign_in(open_page(), "karim", path), sign_in(open_page(), "hugo", path)
    hugo.get_by_label("Vos mots").fill("Le câble sera repris jeudi.")
    karim.get_by_role("button", name="Prendre en charge").click()
    expect(karim.get_by_text("à vous", exact=True)).to_be_visible()
    karim.get_by_label("Vos mots").fill("La nacelle passe mercredi.")
    karim.get_by_role("button", name="Envoyer").click()
    expect(karim.get_by_text("La réponse part au demandeur.")).to_be_visible()

    hugo.get_by_role("button", name="Envoyer").click()
    expect(hugo.get_by_text("Karim Lefèvre : la fiche a changé pendant que vous écriviez")).to_be_visible()
    expect(hugo.get_by_text("« La nacelle passe mercredi. »")).to_be_visible()
    expect(hugo.get_by_label("Votre réponse")).to_have_value("Le câble sera repris jeudi.")
    hugo.get_by_role("button", name="Corriger, puis envoyer").click()
    hugo.get_by_label("Votre réponse").fill("Le câble sera repris mercredi.")
    hugo.get_by_role("button", name="Envoyer la réponse").click()
    expect(hugo.get_by_text("La réponse part au demandeur.")).to_be_visible()
    with inside(town.authority):
        said = list(Message.objects.order_by("pk").values_list("text", flat=True))
    assert said == ["La nacelle passe mercredi.", "Le câble sera repris mercredi."]


def press(page: Page, key: str) -> None:
    """As a person does: once the page is whole, and its script listens."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_a_day_by_keyboard_alone(open_page: OpenPage, town: World) -> None:
    first, second = reports(town, 2)
    page = sign_in(open_page(), "karim")
    press(page, "n")
    expect(page.locator(".no")).to_have_text(first.number)
    press(page, "j")
    expect(page.locator(".no")).to_have_text(second.number)
    press(page, "k")
    expect(page.locator(".no")).to_have_text(first.number)
    press(page, "t")
    expect(page.get_by_text("à vous", exact=True)).to_be_visible()
    press(page, "r")
    page.keyboard.type("Nous venons jeudi, t e r j k comprises.")
    press(page, "Control+Enter")
    expect(page.get_by_text("La réponse part au demandeur.")).to_be_visible()
    press(page, "e")
    press(page, "Enter")
    expect(page.get_by_text("La demande est attribuée à")).to_be_visible()
    press(page, "?")
    expect(page.get_by_role("heading", name="Au clavier")).to_be_visible()
    press(page, "Escape")
    press(page, "/")
    page.keyboard.type("rue basse")
    press(page, "Enter")
    expect(page.get_by_text("archives comprises")).to_be_visible()
    press(page, "j")
    press(page, "j")
    press(page, "Enter")
    expect(page.locator(".no")).to_have_text(first.number)


@pytest.mark.sqlite_only
def test_words_that_could_not_be_sent_are_still_there(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    path = f"/agents/demandes/{lamp.number}"
    page = sign_in(open_page(), "karim", path)
    page.get_by_label("Vos mots").fill("Nous venons jeudi.")
    page.route("**/reponse*", lambda route: route.abort())
    page.get_by_role("button", name="Envoyer").click()
    page.unroute("**/reponse*")
    page.goto(path)
    expect(page.get_by_label("Vos mots")).to_have_value("Nous venons jeudi.")
    page.get_by_role("button", name="Prendre en charge").click()
    expect(page.get_by_text("à vous", exact=True)).to_be_visible()
    expect(page.get_by_label("Vos mots")).to_have_value("Nous venons jeudi.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("La réponse part au demandeur.")).to_be_visible()
    expect(page.get_by_label("Vos mots")).to_have_value("")


@pytest.mark.sqlite_only
def test_the_note_turns_yellow_and_never_leaves(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    page = sign_in(open_page(), "karim", f"/agents/demandes/{lamp.number}")
    white = page.locator(".compose").evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_text("Note interne", exact=True).click()
    assert page.locator(".compose").evaluate("element => getComputedStyle(element).backgroundColor") != white
    expect(page.get_by_role("button", name="Envoyer")).to_be_hidden()
    page.get_by_label("Vos mots").fill("Nacelle libre mercredi.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("La note est gardée, entre collègues.")).to_be_visible()
    with inside(town.authority):
        assert not Message.objects.get().is_told


@pytest.mark.sqlite_only
def test_what_is_being_written_survives_a_look_elsewhere(open_page: OpenPage, town: World) -> None:
    first, second = reports(town, 2)
    page = sign_in(open_page(), "karim", f"/agents/demandes/{first.number}")
    page.wait_for_load_state()
    page.get_by_label("Vos mots").fill("À moitié écrit")
    page.goto(f"/agents/demandes/{second.number}")
    expect(page.get_by_label("Vos mots")).to_have_value("")
    page.goto(f"/agents/demandes/{first.number}")
    expect(page.get_by_label("Vos mots")).to_have_value("À moitié écrit")


@pytest.mark.sqlite_only
def test_what_a_quick_hand_wrote_before_the_script_came_survives_too(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    page = sign_in(open_page(), "karim")
    late: list[Route] = []
    page.route(re.compile(r"/desk[^/]*\.js"), lambda route: late.append(route))
    with page.expect_request(re.compile(r"/desk[^/]*\.js")):
        page.goto(f"/agents/demandes/{lamp.number}", wait_until="commit")
    page.get_by_label("Vos mots").fill("À moitié écrit")
    late.pop().continue_()
    page.wait_for_load_state()
    page.unroute_all()
    page.goto("/agents/")
    page.goto(f"/agents/demandes/{lamp.number}")
    expect(page.get_by_label("Vos mots")).to_have_value("À moitié écrit")


def test_take_promise_resolve_close_without_scripts(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    karim = sign_in(open_page(javascript=False), "karim")
    karim.get_by_role("button", name=re.compile("^Prendre")).click()
    expect(karim.get_by_text("à vous", exact=True)).to_be_visible()
    karim.get_by_role("link", name="Annoncer une date").click()
    on = clock.today(town.authority) + timedelta(days=5)
    karim.get_by_label("Réparation prévue avant le").fill(on.isoformat())
    karim.get_by_role("button", name="Annoncer cette date").click()
    expect(karim.get_by_text("Encore 5 jours")).to_be_visible()
    karim.get_by_role("link", name="C’est terminé").click()
    karim.get_by_label("Durée, en minutes").fill("35")
    karim.get_by_role("button", name="C’est terminé").click()
    expect(karim.get_by_text("C’est terminé, à clôturer")).to_be_visible()
    nadia = sign_in(open_page(javascript=False), "nadia", f"/agents/demandes/{lamp.number}?vue=a-cloturer")
    nadia.get_by_role("link", name="Clôturer", exact=True).click()
    nadia.get_by_role("button", name="Clôturer").click()
    expect(nadia.get_by_text("est close : le demandeur est prévenu")).to_be_visible()
    assert fresh(town, lamp).is_closed


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180)])
def test_a_phone_and_a_tablet_show_the_case_alone_and_lead_back_to_its_list(
    open_page: OpenPage, town: World, width: int, height: int
) -> None:
    first, second = reports(town, 2)
    page = sign_in(open_page(width=width, height=height), "karim", "/agents/demandes?vue=a-prendre")
    page.get_by_role("link", name="Lampadaire éteint").first.click()
    expect(page.get_by_role("region", name="Liste des demandes")).to_be_hidden()
    press(page, "j")
    expect(page.locator(".no")).to_have_text(second.number)
    press(page, "k")
    expect(page.locator(".no")).to_have_text(first.number)
    tops = page.locator(".acts > *:visible").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert width < 700 or max(tops) - min(tops) < 4, "the actions are on one line"
    page.get_by_role("link", name="Liste").click()
    expect(page.get_by_role("link", name="Lampadaire éteint")).to_have_count(2)
    assert page.url.endswith("?vue=a-prendre")


@pytest.mark.sqlite_only
def test_nothing_overflows(open_page: OpenPage, town: World) -> None:
    lamp = _lived(town)
    page = sign_in(open_page(), "nadia")
    for path in _paths(lamp):
        page.goto(path)
        for width in (320, 390, 820, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            seen = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('main').scrollWidth]")
            assert max(seen) <= width, f"{path} at {width}"


def _paths(lamp: Case) -> list[str]:
    case = f"/agents/demandes/{lamp.number}"
    nouns = ("attribution", "transfert", "echeance", "priorite", "note", "reponse", "precision", "resolution", "classement")
    return ["/agents/", "/agents/demandes", "/agents/demandes?q=zzz", "/agents/demandes?vue=en-attente", case] + [
        f"{case}/{noun}" for noun in nouns
    ]


def _lived(town: World) -> Case:
    """A few cases of different fates, and one with a history."""
    with inside(town.authority):
        today = clock.today(town.authority)
        promise(take_case(town.report(), by=town.nadia), on=today, by=town.nadia)
        ask(town.report(), text="Quel côté ?", by=town.karim)
        resolve(town.report(), by=town.hugo)
        town.report(town.cable)
        town.report(words=plain("Anticonstitutionnellement" * 6))
        lamp = promise(take_case(town.report(), by=town.karim), on=today + timedelta(days=3), by=town.karim)
        return note(lamp, text="Nacelle libre mercredi.", by=town.karim)


@pytest.mark.sqlite_only
def test_the_keyboard_goes_straight_to_the_case_and_comes_back_from_a_menu(open_page: OpenPage, town: World) -> None:
    (lamp,) = reports(town)
    page = sign_in(open_page(), "nadia", f"/agents/demandes/{lamp.number}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller à la fiche")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Prendre en charge")).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Karim Lefèvre")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Attribuer")).to_be_focused()
    row = page.get_by_role("region", name="Liste des demandes").get_by_role("link", name="Lampadaire éteint")
    expect(row).to_have_accessible_description(re.compile("12, rue Basse"))
