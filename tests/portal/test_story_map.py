"""The map in a real browser, in the demo town: drawn without a network, led by its list, its filters and its pins."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Page, Request, expect

from parvis.cases.models import Case
from parvis.demo.ground import point
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.harness import OpenPage

pytestmark = pytest.mark.e2e
# Drawing by the processor alone takes a while where others work too.
SLOW = 60_000
SQUARE = [[2, 46.5], [3, 46.5], [3, 47.5], [2, 47.5], [2, 46.5]]


def at(spot: tuple[int, int], zoom: float) -> str:
    place = point(spot)
    return f"#vue={zoom}/{place.lat}/{place.lon}"


def shown(page: Page) -> int:
    words = page.locator("[data-list] h2").inner_text()
    found = re.match(r"\d+", words)
    return int(found[0]) if found else 0


def test_the_list_moves_with_the_map_filters_narrow_both_and_a_pin_raises_its_card(
    open_page: OpenPage, demo_town: Authority, host: str
) -> None:
    page = open_page(host, width=1440, height=900)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_host_of(request)))
    page.goto(f"/carte{at((120, 160), 17)}")
    listed, canvas = page.locator("[data-list]"), page.locator("canvas")
    expect(listed.locator("h2")).to_have_text(re.compile(r"^[1-6]\b"), timeout=SLOW)
    near = shown(page)
    canvas.focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    expect(listed.locator("h2")).not_to_have_text(re.compile(rf"^{near}\b"), timeout=SLOW)
    assert shown(page) > near
    page.get_by_role("link", name="Réparé", exact=True).click()
    expect(page).to_have_url(re.compile(r"/carte\?etat=reparees#vue="))
    expect(listed.locator(".next:not(.is-done)")).to_have_count(0, timeout=SLOW)
    page.go_back()
    expect(listed.locator(".next:not(.is-done)").first).to_be_visible(timeout=SLOW)
    with inside(demo_town):
        pothole = Case.objects.open().filter(address="40, route de Bourges")[0]
    page.goto(f"/carte?theme={pothole.category.parent_id}{at((-240, 1980), 17)}")
    expect(listed.get_by_role("link")).to_have_count(2, timeout=SLOW)
    box = canvas.bounding_box()
    assert box is not None
    expect(page.locator("[data-canvas]")).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 24)
    card = page.locator("[data-card]")
    expect(card.get_by_role("link")).to_have_attribute("href", f"/demandes/{pothole.number}", timeout=SLOW)
    assert_accessible_by_day_and_night(page)
    card.get_by_role("button", name="Fermer").click()
    expect(card).to_be_hidden()
    assert set(asked) == {host}, "nothing is asked of another host"


def light(page: Page) -> float:
    """How light the ground of the map is, from 0 to 255: half of its points are lighter, half are darker."""
    expect(page.locator("[data-canvas]")).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    picture = Image.open(BytesIO(page.locator("[data-canvas]").screenshot(animations="disabled"))).convert("L")
    return ImageStat.Stat(picture).median[0]


def becomes(page: Page, is_right: Callable[[float], bool]) -> bool:
    """Drawing by the processor takes its time: what is read is the picture itself."""
    return any(is_right(light(page)) for _ in range(40))


def is_dark(ground: float) -> bool:
    return ground < 70


def is_light(ground: float) -> bool:
    return ground > 200


@pytest.mark.sqlite_only
def test_night_comes_over_the_map_where_one_looks_and_goes(open_page: OpenPage, demo_town: Authority, host: str) -> None:
    page = open_page(host, width=1000, height=800)
    page.emulate_media(color_scheme="dark")
    with inside(demo_town):
        pothole = Case.objects.open().filter(address="40, route de Bourges")[0]
    page.goto(f"/carte?theme={pothole.category.parent_id}{at((-240, 1980), 17)}")
    assert becomes(page, is_dark)
    page.locator("[data-list] .case-row a").first.hover()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 24)
    card = page.locator("[data-card]").get_by_role("link")
    expect(card).to_have_attribute("href", f"/demandes/{pothole.number}", timeout=SLOW)
    address, asked = page.url, []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="light")
    assert becomes(page, is_light)
    page.emulate_media(color_scheme="dark")
    assert becomes(page, is_dark)
    expect(card).to_be_visible()
    assert page.url == address and not [url for url in asked if "style.json" in url or "/carte/ici" in url]


@pytest.mark.sqlite_only
def test_the_ground_of_another_host_is_darkened_too(open_page: OpenPage, demo_town: Authority, host: str) -> None:
    """No network here: a style as that host might have it, which knows nothing of the night."""
    Authority.objects.filter(pk=demo_town.pk).update(map_style="https://data.geopf.fr/plan.json")
    inks = ["match", ["get", "nature"], "red", "hsl(40, 20%, 95%)", "#f2efe9"]
    style = {
        "version": 8,
        "sources": {"plan": {"type": "geojson", "data": {"type": "Polygon", "coordinates": [SQUARE]}}},
        "layers": [
            {"id": "fond", "type": "background", "paint": {"background-color": "white"}},
            {"id": "sol", "type": "fill", "source": "plan", "paint": {"fill-color": inks}},
        ],
    }
    page = open_page(host, width=1000, height=800)
    page.route(
        "https://data.geopf.fr/plan.json", lambda route: route.fulfill(json=style, headers={"Access-Control-Allow-Origin": "*"})
    )
    page.emulate_media(color_scheme="dark")
    page.goto(f"/carte{at((0, 0), 15)}")
    assert becomes(page, is_dark)
    page.emulate_media(color_scheme="light")
    assert becomes(page, is_light)


def _host_of(request: Request) -> str:
    return request.url.split("/")[2] if request.url.startswith("http") else request.frame.url.split("/")[2]


@pytest.mark.sqlite_only
def test_on_a_phone_the_list_is_a_sheet_of_three_heights(open_page: OpenPage, demo_town: Authority, host: str) -> None:
    page = open_page(host, width=360, height=740)
    page.goto("/carte")
    sheet, handle = page.locator(".sheet"), page.get_by_role("button", name=re.compile("(Agrandir|Réduire) la liste"))
    expect(sheet).to_have_attribute("data-height", "half", timeout=SLOW)
    heights = []
    for name in ("half", "full", "low", "half"):
        expect(sheet).to_have_attribute("data-height", name)
        heights.append(sheet.evaluate("element => element.offsetHeight"))
        handle.press("Enter")
    assert heights[2] < heights[0] < heights[1] < 740 and heights[0] == heights[3]
    expect(page.get_by_role("link", name="Signaler un problème")).to_be_visible()
