"""The address in a real browser, in the demo town: a list as one types, a question without scripts, and the right service."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.cases.models import Case
from parvis.demo.ground import point
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.clock import move_by
from tests.harness import OpenPage

pytestmark = pytest.mark.e2e


def begin(page: Page) -> None:
    page.goto("/signaler?q=banc")
    page.get_by_role("link", name="Banc ou mobilier cassé").click()


def send(page: Page) -> Case:
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()
    return Case.objects.order_by("-pk").select_related("unit", "district", "assignee")[0]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_bench_goes_to_the_service_of_its_district_by_its_typed_address(
    open_page: OpenPage, valbourg: Authority, host: str, javascript: bool
) -> None:
    page = open_page(host, javascript=javascript, width=360, height=740)
    with inside(valbourg):
        for address, unit, district in (
            ("58 av de la gare", "Propreté", "Gare"),
            ("16 QUAI DE VALBE", "Espaces verts", "Bords de Valbe"),
            ("12 rue pasteur", "Voirie", "Les Tilleuls"),
        ):
            begin(page)
            page.get_by_label("Où est-ce ?").fill(address)
            case = send(page)
            assert (case.address, case.unit.name, case.district and case.district.name) == (address, unit, district)


@pytest.mark.sqlite_only
def test_addresses_are_proposed_chosen_with_the_keyboard_and_heard(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, width=1280)
    begin(page)
    field, options = page.get_by_role("combobox", name="Où est-ce ?"), page.get_by_role("option")
    field.press_sequentially("la gare")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("adresses proposées.")).to_have_count(1)
    assert_accessible_by_day_and_night(page)
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    chosen = options.first.inner_text()
    field.press("Enter")
    expect(field).to_have_value(chosen)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("Adresse trouvée.").last).to_be_visible()
    assert page.locator("#id_lat").input_value() and page.locator("#id_found_for").input_value() == chosen
    field.press_sequentially(" bis")
    expect(page.locator("#id_lat")).to_have_value("")
    field.fill("la gar")
    expect(options.first).to_be_visible()
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("la gar")
    field.fill("zxzxzx qqqq")
    expect(page.get_by_text("Aucune adresse ne correspond : vos mots suffisent.")).to_have_count(1)


@pytest.mark.sqlite_only
def test_an_address_is_chosen_by_touch_and_stays_when_one_comes_back(
    open_page: OpenPage, valbourg: Authority, host: str
) -> None:
    page = open_page(host, width=360, height=740)
    begin(page)
    page.get_by_label("Où est-ce ?").press_sequentially("12 rue bas")
    page.get_by_role("option", name="12, rue Basse").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Revenir à la page précédente").click()
    expect(page.get_by_label("Où est-ce ?")).to_have_value("12, rue Basse")
    expect(page.get_by_text("Adresse trouvée.").last).to_be_visible()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Adresse trouvée : 12, rue Basse, 18990 Valbourg")).to_be_visible()
    with inside(valbourg), move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()
        case = Case.objects.order_by("-pk")[0]
        assert (case.lon, case.lat) == (point((-210, -160)).lon, point((-210, -160)).lat)
        assert case.assignee is None and case.unit.name == "Voirie"


@pytest.mark.sqlite_only
@pytest.mark.parametrize("javascript", [True, False])
def test_words_that_may_mean_several_places_are_asked_about_on_the_same_page(
    open_page: OpenPage, valbourg: Authority, host: str, javascript: bool
) -> None:
    page = open_page(host, javascript=javascript, width=360, height=740)
    begin(page)
    page.get_by_label("Où est-ce ?").fill("École Pasteur")
    page.get_by_label("Que voyez-vous ?").fill("Les lattes sont cassées.")
    page.get_by_role("button", name="Continuer").click()
    question = page.get_by_role("group", name="Quelle adresse ?")
    expect(question).to_be_visible()
    expect(page.get_by_label("Que voyez-vous ?")).to_have_value("Les lattes sont cassées.")
    if javascript:
        assert_accessible_by_day_and_night(page)
    question.get_by_label("École Pasteur, 18990 Valbourg").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Adresse trouvée : École Pasteur, 18990 Valbourg")).to_be_visible()


@pytest.mark.sqlite_only
def test_an_address_of_the_next_town_is_told_beside_the_field(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, javascript=False)
    begin(page)
    page.get_by_label("Où est-ce ?").fill("3 place de l’Église, Saint-Rémi")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("#id_address_error")).to_have_text("Cette adresse n’est pas à Valbourg.")
    expect(page.get_by_label("Où est-ce ?")).to_have_value("3 place de l’Église, Saint-Rémi")


@pytest.mark.sqlite_only
def test_the_position_of_the_device_writes_its_address_where_nothing_was(
    open_page: OpenPage, valbourg: Authority, host: str
) -> None:
    page = open_page(host, width=390)
    page.context.grant_permissions(["geolocation"])
    place = point((-210, -160))
    page.context.set_geolocation({"latitude": place.lat, "longitude": place.lon})
    begin(page)
    page.get_by_role("button", name="Utiliser ma position").click()
    expect(page.get_by_text("La position est jointe.")).to_be_visible()
    expect(page.get_by_label("Où est-ce ?")).to_have_value("12, rue Basse")
    page.get_by_role("button", name="La retirer").click()
    expect(page.get_by_role("button", name="Utiliser ma position")).to_be_visible()
    assert page.locator("#id_lat").input_value() == ""
