"""The report in a real browser: without scripts from the first page to the private one, and what goes wrong on the way."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.cases.models import Case, Status
from parvis.cases.operations.assign import take
from parvis.cases.operations.converse import reply
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.harness import OpenPage
from tests.running import Installation
from tests.world import World

pytestmark = pytest.mark.e2e


def begin(page: Page, what: str = "Lampadaire éteint") -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Signaler un problème").click()
    page.get_by_role("link", name=what).click()


def fill(page: Page) -> None:
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")
    page.get_by_label("Que voyez-vous ?").fill("Il fait très sombre devant l’arrêt.")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre adresse").fill("odile.garnier@exemple.fr")
    page.get_by_label("Votre prénom").fill("Odile")
    page.get_by_label("Votre nom").fill("Garnier")
    page.get_by_role("button", name="Continuer").click()


def test_a_resident_reports_answers_and_withdraws_without_scripts(plain_page: Page, town: World) -> None:
    page = plain_page
    begin(page)
    fill(page)
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()
        page.reload()
    with inside(town.authority):
        case = Case.objects.get()
        assert (case.requester_first_name, case.requester_last_name) == ("Odile", "Garnier")
        expect(page.get_by_text(case.number)).to_be_visible()
        reply(take(case, by=town.karim), text="Nous passons jeudi.", by=town.karim)
    page.get_by_role("main").get_by_role("link", name="Où en est ma demande").click()
    expect(page.get_by_text("Nous passons jeudi.")).to_be_visible()
    page.get_by_label("Votre message").fill("Merci beaucoup.")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Votre message est transmis à la mairie.")).to_be_visible()
    page.get_by_text("Annuler ma demande", exact=True).click()
    page.get_by_role("button", name="Oui, annuler ma demande").click()
    expect(page.get_by_text("Vous avez annulé cette demande.")).to_be_visible()
    with inside(town.authority):
        assert Case.objects.get().status == Status.CLOSED


@pytest.mark.sqlite_only
def test_a_double_click_on_send_makes_one_case(open_page: OpenPage, town: World) -> None:
    for javascript in (True, False):
        page = open_page(javascript=javascript)
        begin(page)
        fill(page)
        with move_by(timedelta(minutes=1)):
            page.get_by_role("button", name="Envoyer ma demande").dblclick()
            expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()
    with inside(town.authority):
        assert Case.objects.count() == 2  # one each


@pytest.mark.sqlite_only
def test_a_form_left_open_for_a_day_is_sent(page: Page, town: World) -> None:
    begin(page)
    fill(page)
    with move_by(timedelta(days=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()


@pytest.mark.sqlite_only
def test_a_browser_that_lost_its_cookies_is_given_everything_back(page: Page, town: World) -> None:
    begin(page)
    fill(page)
    page.context.clear_cookies()
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_text("Il fait très sombre devant l’arrêt.")).to_be_visible()
        page.get_by_role("button", name="Continuer").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()


@pytest.mark.sqlite_only
def test_a_mistake_is_told_at_the_top_with_the_focus_and_beside_the_field_and_words_stay(page: Page, town: World) -> None:
    begin(page)
    page.get_by_label("Que voyez-vous ?").fill("Il fait très sombre.")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Indiquez où cela se trouve").click()
    expect(page.get_by_label("Où est-ce ?")).to_be_focused()
    expect(page.get_by_label("Que voyez-vous ?")).to_have_value("Il fait très sombre.")
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")
    page.keyboard.press("Enter")
    page.get_by_label("Votre adresse").fill("odile@")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_label("Votre adresse")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Revenir à la page précédente").click()
    expect(page.get_by_label("Que voyez-vous ?")).to_have_value("Il fait très sombre.")


@pytest.mark.sqlite_only
def test_the_position_of_the_device_stands_for_the_address_inside_the_town_only(
    open_page: OpenPage, town: World, installation: Installation
) -> None:
    page = open_page(f"127.0.0.1:{installation.port}", width=390)  # browsers give a position to this machine's pages
    page.context.grant_permissions(["geolocation"])
    for place, arrives in (({"latitude": 48.0, "longitude": 3.0}, False), ({"latitude": 47.02, "longitude": 2.01}, True)):
        page.context.set_geolocation({"latitude": place["latitude"], "longitude": place["longitude"]})
        page.goto(f"/signaler?categorie={town.lamp.pk}")
        page.get_by_role("button", name="Utiliser ma position").click()
        expect(page.get_by_text("La position est jointe.")).to_be_visible()
        page.get_by_role("button", name="Continuer").click()
        if arrives:
            expect(page.get_by_role("heading", name="Comment vous répondre ?")).to_be_visible()
        else:
            expect(page.locator("#id_address_error")).to_contain_text("Cette position n’est pas à Valbourg")
            expect(page.locator("label[for=id_address]")).to_have_text("Où est-ce ?")
            expect(page.get_by_role("button", name="Utiliser ma position")).to_be_visible()


@pytest.mark.sqlite_only
def test_two_tabs_the_second_is_shown_what_happened_and_keeps_its_words(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        case = town.report()
    page = open_page(width=390)
    page.goto(f"/ma-demande/{case.private_key}")
    page.get_by_label("Votre message").fill("Vous passez quand ?")
    with inside(town.authority):
        reply(take(case, by=town.karim), text="Nous passons jeudi.", by=town.karim)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("heading", name="Pendant que vous écriviez")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("Vous passez quand ?")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Votre message est transmis à la mairie.")).to_be_visible()


@pytest.mark.sqlite_only
def test_wrong_codes_are_slowed_down_over_several_processes(page: Page, town: World) -> None:
    for _ in range(8):
        page.goto("/suivi")
        page.get_by_label("Votre code de suivi").fill("bbbb-bbbb")
        page.get_by_role("button", name="Voir où elle en est").click()
        expect(page.get_by_role("alert")).to_be_focused()
    page.goto("/suivi/BBBBBBBB")
    expect(page.get_by_role("heading", name="Un peu de patience")).to_be_visible()
