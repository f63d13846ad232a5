"""In Chromium: a district is corrected with the mouse, with a finger and by keyboard; it is saved, and is there again."""

from collections.abc import Callable
from math import cos, radians

import pytest
from playwright.sync_api import Locator, Page, expect

from parvis.kernel.tenancy import inside
from parvis.places.models import District, Territory
from tests.axe import defects
from tests.harness import OpenPage
from tests.world import PASSWORD, World

pytestmark = pytest.mark.e2e
Spot = tuple[float, float]


def path_of(world: World) -> str:
    return f"/agents/secteurs/{world.centre.zoning_id}/{world.centre.pk}"


def at_the_map(page: Page, world: World, path: str, *, is_there: bool = True) -> Locator:
    """Signed in as the administrator, at a page with an outline; `is_there`: its ground answers."""
    assert world.paul.user is not None
    # No network here: a style as that host might have it.
    style = {"version": 8, "sources": {}, "layers": [{"id": "a", "type": "background", "paint": {"background-color": "white"}}]}
    allowed = {"Access-Control-Allow-Origin": "*"}
    answer = {"json": style, "headers": allowed} if is_there else {"status": 503}
    page.route("https://data.geopf.fr/**", lambda route: route.fulfill(**answer))
    page.goto(path)
    page.fill("#id_login", world.paul.user.email)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    return drawn(page)


def drawn(page: Page) -> Locator:
    canvas = page.locator("main [data-canvas]")
    expect(canvas).to_have_attribute("data-drawn", "yes", timeout=20_000)
    canvas.scroll_into_view_if_needed()
    return canvas


def corners(page: Page) -> list[Spot]:
    lines = page.input_value("#id_outline").strip().splitlines()
    return [(float(lon), float(lat)) for lon, lat in (line.split(", ") for line in lines)]


def places(page: Page, canvas: Locator) -> Callable[[Spot], Spot]:
    """Where a point of the world is on the screen: the map shows the whole square, with its margin of 40 px."""
    box = canvas.bounding_box()
    assert box is not None
    bounds = page.locator("[data-outline]").get_attribute("data-bounds")
    assert bounds is not None
    west, south, east, north = (float(value) for value in bounds.split(","))
    # So small a town is flat; a degree of latitude is as many pixels as 1/cos of it.
    flat = cos(radians((south + north) / 2))
    scale = min((box["width"] - 80) / ((east - west) * flat), (box["height"] - 80) / (north - south))
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def at(spot: Spot) -> Spot:
        return (
            middle[0] + (spot[0] - (west + east) / 2) * flat * scale,
            middle[1] - (spot[1] - (south + north) / 2) * scale,
        )

    return at


def drag(page: Page, start: Spot, end: Spot) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def save(page: Page) -> None:
    page.click("main form.told button.main")
    expect(page.locator(".messages")).to_contain_text("C’est enregistré.")


def kept(world: World) -> list[Spot]:
    with inside(world.authority):
        (ring,) = District.objects.get(pk=world.centre.pk).geometry["coordinates"]
    return [tuple(corner) for corner in ring]


def test_a_corner_is_dragged_by_mouse_another_is_made_and_taken_back(town: World, page: Page) -> None:
    canvas = at_the_map(page, town, path_of(town))
    at = places(page, canvas)
    first = corners(page)
    assert len(first) == 4
    north_west = at((2.00, 47.04))
    drag(page, north_west, (north_west[0] + 60, north_west[1] + 50))
    moved = corners(page)
    assert len(moved) == 4 and sum(one not in first for one in moved) == 1
    expect(page.locator("main [data-said]")).to_contain_text("Sommet")
    middle = at((2.00, 47.02))
    # The middle of the west side, which is now shorter by what was moved: its handle is between the two ends.
    west = [at(one) for one in corners(page) if one[0] < 2.008]
    half = (sum(x for x, _y in west) / 2, sum(y for _x, y in west) / 2)
    assert abs(half[1] - middle[1]) < 40
    drag(page, half, (half[0] - 30, half[1]))
    assert len(corners(page)) == 5
    page.click("main [data-act=remove]")
    assert corners(page) == moved
    page.click("main [data-act=undo]")
    page.click("main [data-act=undo]")
    assert corners(page) == moved
    save(page)
    assert {(round(lon, 7), round(lat, 7)) for lon, lat in kept(town)} == set(moved)
    page.goto(path_of(town))
    drawn(page)
    assert set(corners(page)) == set(moved)


def test_a_corner_takes_hold_of_a_neighbour_s(town: World, page: Page) -> None:
    """Dropped beside it, it is there to the last decimal: neither hole nor overlap is born."""
    canvas = at_the_map(page, town, path_of(town))
    at = places(page, canvas)
    neighbour = at((2.02, 47.02))  # a corner of the Gare, on the side of the Centre
    corner = at((2.02, 47.04))
    drag(page, corner, (neighbour[0] + 6, neighbour[1] - 5))
    assert (2.02, 47.02) in corners(page)


def test_a_finger_moves_a_corner_on_a_phone(town: World, open_page: OpenPage) -> None:
    page = open_page(width=390, height=844, is_phone=True)
    canvas = at_the_map(page, town, path_of(town))
    at = places(page, canvas)
    before = corners(page)
    # A finger does not hit the dot: it lands 15 px beside it.
    x, y = at((2.00, 47.04))
    hand = page.context.new_cdp_session(page)
    touch = [{"x": x + 10, "y": y + 11}]
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": touch})
    for step in (1, 2, 3):
        touch = [{"x": x + 10 + 15 * step, "y": y + 11 + 15 * step}]
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": touch})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("before => document.querySelector('#id_outline').value.trim() !== before", arg=text_of(before))
    moved = corners(page)
    assert len(moved) == 4 and sum(one not in before for one in moved) == 1
    save(page)
    assert set(moved) == {(round(lon, 7), round(lat, 7)) for lon, lat in kept(town)}


def text_of(spots: list[Spot]) -> str:
    return "\n".join(f"{lon:.7f}".rstrip("0").rstrip(".") + ", " + f"{lat:.7f}".rstrip("0").rstrip(".") for lon, lat in spots)


def test_all_of_it_is_done_by_keyboard(town: World, page: Page) -> None:
    at_the_map(page, town, path_of(town))
    assert not defects(page)
    before = corners(page)
    page.locator("main canvas").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("main [data-said]")).to_contain_text("Sommet 1 sur 4")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    moved = corners(page)
    assert moved[0][0] > before[0][0] and moved[0][1] > before[0][1] and moved[1:] == before[1:]
    page.keyboard.press("Control+z")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("Delete")
    assert len(corners(page)) == 3
    save(page)
    assert len(kept(town)) == 4, "three corners, and the first again"


def test_what_is_typed_is_drawn_and_the_box_alone_is_there_without_scripts(
    town: World, page: Page, open_page: OpenPage
) -> None:
    at_the_map(page, town, path_of(town))
    page.fill("#id_outline", "2, 47\n2.02, 47\n2.02, 47.03")
    page.click("main [data-act=after]")
    expect(page.locator("main [data-said]")).to_contain_text("Sommet 1 sur 3")
    plain = open_page(javascript=False)
    assert town.paul.user is not None
    plain.goto(path_of(town))
    plain.fill("#id_login", town.paul.user.email)
    plain.fill("#id_password", PASSWORD)
    plain.click("main button[type=submit]")
    expect(plain.locator("main [data-outline]")).to_be_hidden()
    expect(plain.locator("#id_outline")).to_be_visible()


def test_the_outline_of_a_town_is_drawn_from_nothing(town: World, page: Page) -> None:
    """In the guided start: the first corners by mouse, one by keyboard at the middle of the map."""
    with inside(town.authority):
        Territory.objects.all().delete()
    canvas = at_the_map(page, town, "/agents/demarrage/contour")
    box = canvas.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for x, y in ((-120, -90), (130, -80), (110, 100)):
        page.mouse.click(middle[0] + x, middle[1] + y)
    assert len(corners(page)) == 3
    page.locator("main canvas").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    assert len(corners(page)) == 4
    page.click("main [data-act=remove]")
    page.click("main button:has-text('Enregistrer le contour')")
    page.wait_for_url("**/demarrage/fin")
    with inside(town.authority):
        (ring,) = Territory.objects.get().geometry["coordinates"]
    assert len(ring) == 4, "three corners, and the first again"


def test_where_the_ground_does_not_answer_the_outline_is_drawn_without_it(town: World, page: Page) -> None:
    canvas = at_the_map(page, town, path_of(town), is_there=False)
    expect(page.get_by_text("le contour se trace sans lui")).to_be_visible()
    first, north_west = corners(page), places(page, canvas)((2.00, 47.04))
    drag(page, north_west, (north_west[0] + 60, north_west[1] + 50))
    assert sum(one not in first for one in corners(page)) == 1
