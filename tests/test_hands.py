"""The hands of the browser stories: whatever a mouse did is told, and so is a finger where there is but a keyboard."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.hands import Hand, lay, press, swipe, tap

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]
ADDRESS = "http://parvis.test/"
PAGE = """<!doctype html><title>Un bouton</title>
<style>body { height: 3000px } button { width: 200px; height: 60px } button:focus { outline: 3px solid }</style>
<button>Faire</button>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True) as context:
        context.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        yield context.new_page()


def moved(page: Page) -> None:
    page.mouse.move(50, 30)


def clicked(page: Page) -> None:
    page.get_by_role("button").click()


def clicked_twice(page: Page) -> None:
    page.get_by_role("button").dblclick()


def wheeled(page: Page) -> None:
    page.mouse.wheel(0, 40)


def tapped(page: Page) -> None:
    tap(page.get_by_role("button"))


def swiped(page: Page) -> None:
    swipe(page, (50, 300), (50, 100))


def typed(page: Page) -> None:
    press(page.get_by_role("button"))


MOUSE = [moved, clicked, clicked_twice, wheeled]
FINGER = [tapped, swiped]


def complaint(page: Page, hand: Hand, did: Callable[[Page], None]) -> str:
    """What is said of it under that hand: "" when nothing is."""
    alone = lay(page, hand)
    page.goto(ADDRESS)
    did(page)
    page.evaluate("() => new Promise(requestAnimationFrame)")  # what was heard has been told
    try:
        alone()
    except AssertionError as said:
        return str(said)
    return ""


@pytest.mark.parametrize("did", MOUSE)
def test_where_there_are_only_fingers_a_mouse_fails(page: Page, did: Callable[[Page], None]) -> None:
    assert "by mouse" in complaint(page, "touch", did)


@pytest.mark.parametrize("did", [*FINGER, typed])
def test_where_there_are_only_fingers_a_finger_does_not(page: Page, did: Callable[[Page], None]) -> None:
    assert complaint(page, "touch", did) == ""


@pytest.mark.parametrize(("did", "by"), [*((one, "mouse") for one in MOUSE), *((one, "touch") for one in FINGER)])
def test_where_there_is_only_a_keyboard_a_mouse_and_a_finger_fail(page: Page, did: Callable[[Page], None], by: str) -> None:
    assert f"by {by}" in complaint(page, "keyboard", did)


def test_where_there_is_only_a_keyboard_a_key_does_not(page: Page) -> None:
    assert complaint(page, "keyboard", typed) == ""


def test_what_is_too_small_for_a_finger_fails(page: Page) -> None:
    page.goto(ADDRESS)
    page.add_style_tag(content="button { width: 43px }")
    with pytest.raises(AssertionError, match="43 × 60 px for a finger"):
        tapped(page)


def test_a_focus_that_does_not_show_fails(page: Page) -> None:
    page.goto(ADDRESS)
    page.add_style_tag(content="button:focus { outline: 0 }")
    with pytest.raises(AssertionError, match="nothing shows that « Faire » has the focus"):
        typed(page)


def test_a_link_on_a_page_that_is_gone_to_is_heard_too(page: Page) -> None:
    """The listeners are laid on each page, not only on the first."""
    alone = lay(page, "touch")
    page.goto(ADDRESS)
    page.goto(f"{ADDRESS}suite")
    clicked(page)
    with pytest.raises(AssertionError, match="by mouse"):
        alone()
