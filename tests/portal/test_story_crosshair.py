"""The place of a report by a map that moves under a point: by keyboard, with the address below, and never required."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from parvis.cases.models import Case
from parvis.demo.ground import point
from parvis.demo.settle import settle
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
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


def test_a_point_in_the_next_commune_is_known_as_such(db: None) -> None:
    settle("http://127.0.0.1:8000")
    client = Client(headers={"host": "localhost"})
    here, beyond = point((-210, -160)), point((250, 3300))
    for place, expected in ((here, ["12, rue Basse"]), (beyond, [])):
        told = client.get("/signaler/adresses", {"lat": str(place.lat), "lon": str(place.lon)}).json()
        assert [one["name"] for one in told["found"]] == expected
        assert told["is_elsewhere"] == (place == beyond)
    assert client.get("/signaler/adresses", {"lat": "x", "lon": "y"}).json() == {"found": [], "is_elsewhere": False}
