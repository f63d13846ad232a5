"""The place of a report by a map that moves under a point: by keyboard, with the address below, and never required."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from parvis.cases.models import Case
from parvis.demo.ground import point
from parvis.demo.settle import settle
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.places.location import is_inside
from parvis.places.points import Point, metres
from tests.axe import assert_accessible_by_day_and_night
from tests.clock import move_by
from tests.harness import OpenPage

pytestmark = pytest.mark.sqlite_only
SLOW = 60_000


def open_map(page: Page) -> None:
    page.goto("/signaler?q=banc")
    page.get_by_role("link", name="Banc ou mobilier cassé").click()
    page.get_by_role("button", name="Placer sur la carte").click()
    expect(page.locator("[data-canvas] canvas")).to_be_focused(timeout=SLOW)


@pytest.mark.e2e
def test_a_place_is_chosen_on_the_map_by_keyboard(open_page: OpenPage, valbourg: Authority, host: str) -> None:
    page = open_page(host, width=1280, height=900)
    open_map(page)
    where, choose = page.locator("[data-where]"), page.get_by_role("button", name="Choisir ici")
    expect(where).to_have_text("Agrandissez la carte pour choisir un lieu précis.", timeout=SLOW)
    expect(choose).to_be_disabled()
    canvas = page.locator("[data-canvas]")
    for _ in range(4):
        expect(canvas).to_have_attribute("data-drawn", "yes", timeout=SLOW)
        page.keyboard.press("+")
    expect(where).to_contain_text("rue", timeout=SLOW)
    said = where.inner_text()
    assert_accessible_by_day_and_night(page)
    choose.press("Enter")
    field = page.get_by_label("Où est-ce ?")
    expect(field).to_have_value(said)
    expect(field).to_be_focused()
    expect(page.get_by_text("Le lieu choisi sur la carte est joint.")).to_be_visible()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()
    with inside(valbourg):
        case = Case.objects.order_by("-pk")[0]
    assert case.address == said and case.lon is not None and case.lat is not None
    assert metres(Point(case.lon, case.lat), point((0, 0))) < 500


def beyond_the_border() -> Point:
    """Thirty metres into the next commune, north of the town."""
    town, beyond = 0, 3300
    while beyond - town > 1:
        half = (town + beyond) // 2
        town, beyond = (half, beyond) if is_inside(point((250, half))) else (town, half)
    return point((250, beyond + 30))


@pytest.mark.e2e
def test_a_point_in_the_next_commune_cannot_be_chosen_until_it_is_moved_back(
    open_page: OpenPage, valbourg: Authority, host: str
) -> None:
    with inside(valbourg):
        beyond = beyond_the_border()
    page = open_page(host, width=360, height=740)
    page.goto("/signaler?q=banc")
    page.get_by_role("link", name="Banc ou mobilier cassé").click()
    for field, value in (("lat", beyond.lat), ("lon", beyond.lon)):
        page.locator(f"#id_{field}").evaluate("(element, value) => { element.value = value }", str(value))
    page.get_by_role("button", name="Placer sur la carte").click()
    why = re.compile("^Ce lieu n’est pas à Valbourg")
    where, choose = page.get_by_role("status").filter(has_text=why), page.get_by_role("button", name="Choisir ici")
    expect(where).to_be_visible(timeout=SLOW)
    expect(choose).to_be_disabled()
    expect(choose).to_have_accessible_description(why)
    expect(page.locator("[data-canvas] canvas")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(where).to_be_hidden(timeout=SLOW)
    expect(choose).to_be_enabled()
    expect(choose).not_to_have_accessible_description(why)
    page.keyboard.press("ArrowUp")
    expect(where).to_be_visible(timeout=SLOW)
    expect(choose).to_be_disabled()


def test_a_point_in_the_next_commune_is_known_as_such(db: None) -> None:
    settle("http://127.0.0.1:8000")
    client = Client(headers={"host": "localhost"})
    here, beyond = point((-210, -160)), point((250, 3300))
    for place, expected in ((here, ["12, rue Basse"]), (beyond, [])):
        told = client.get("/signaler/adresses", {"lat": str(place.lat), "lon": str(place.lon)}).json()
        assert [one["name"] for one in told["found"]] == expected
        assert told["is_elsewhere"] == (place == beyond)
    assert client.get("/signaler/adresses", {"lat": "x", "lon": "y"}).json() == {"found": [], "is_elsewhere": False}
