"""Hands for the browser of a test: a finger or a keyboard, each alone; whatever a mouse would have done fails the test."""

from collections.abc import Callable
from typing import Literal, TypedDict

from playwright.sync_api import FilePayload, Locator, Page, expect

Hand = Literal["touch", "keyboard"]
# What comes from a finger says so: the mouse events that follow a tap have a source that fires touch events.
LISTEN = """(hand) => {
    const born = (event) => {
        if (!event.isTrusted) return "";
        if (event.pointerType === "mouse" || event.type === "wheel") return "mouse";
        if (event.pointerType) return event.pointerType;
        if (event.type.startsWith("touch")) return "touch";
        const source = event.sourceCapabilities;
        return source ? (source.firesTouchEvents ? "touch" : "mouse") : "";
    };
    const kinds = "pointerdown pointermove pointerup mousedown mousemove mouseup mouseover click dblclick wheel touchstart";
    for (const kind of kinds.split(" ")) {
        window.addEventListener(kind, (event) => {
            const from = born(event);
            if (from === "mouse" || (hand === "keyboard" && from)) window.parvisComplain(`${kind} by ${from}`);
        }, {capture: true, passive: true});
    }
}"""
# Its own outline, its label's or its row's: what is lit when it has the focus.
FOCUS = """async () => {
    const look = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const isLit = (one, pseudo) => {
        const style = getComputedStyle(one, pseudo);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const around = [element, element.closest("label"), element.closest(".search"), element.nextElementSibling];
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    return {
        under: `${top?.outerHTML.slice(0, 80)} at ${[box.left, box.top, box.width, box.height].map(Math.round)}`,
        name: (element.getAttribute("aria-label") || element.innerText || element.id || element.outerHTML).trim().slice(0, 60),
        isLit: around.some((one) => one && isLit(one)) || isLit(element, "::after") || isLit(element, "::before"),
        isSeen: box.bottom > 0 && box.top < innerHeight && (!top || top.contains(element) || element.contains(top)
            || top.closest("label")?.contains(element) === true || top.closest("li, .case-row")?.contains(element) === true),
    };
    };
    // What was out of sight slides into it, a few frames later.
    let seen = look();
    for (let frame = 0; frame < 30 && seen && !seen.isSeen; frame += 1) {
        await new Promise(requestAnimationFrame);
        seen = look();
    }
    return seen;
}"""
MOST_TABS = 90


class Focus(TypedDict):
    name: str
    under: str
    isLit: bool
    isSeen: bool


def lay(page: Page, hand: Hand) -> Callable[[], None]:
    """Listen to each page that this one will be; gives what fails if anything but this hand was used."""
    complaints: list[str] = []
    page.expose_function("parvisComplain", lambda words: complaints.append(words))  # it needs one of Python’s own
    page.add_init_script(f"({LISTEN})({hand!r})")
    # Somebody listens all along: the browser is not told again and again to show its own window, or not to.
    page.on("filechooser", lambda chooser: None)

    def alone() -> None:
        assert not complaints, complaints[:5]

    return alone


def tap(target: Locator, *, least: int = 44) -> None:
    """A finger's tap, on what is large enough for it."""
    expect(target).to_be_visible()
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    size = (round(box["width"]), round(box["height"]))
    assert min(size) >= least, f"{target}: {size[0]} × {size[1]} px for a finger"
    target.tap()


def write(target: Locator, words: str) -> None:
    """By the keys that a phone shows when a field is touched."""
    tap(target)
    expect(target).to_be_focused()
    target.page.keyboard.type(words)


def swipe(page: Page, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
    """A finger put down, drawn, kept still for the last step, and lifted: no flick carries on after it."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    (x, y), (to_x, to_y) = start, end
    touch("touchStart", (x, y))
    for step in range(1, steps + 1):
        touch("touchMove", (x + (to_x - x) * step / steps, y + (to_y - y) * step / steps))
    page.wait_for_timeout(120)
    touch("touchMove", end)
    touch("touchEnd")
    session.detach()


def tab_to(target: Locator, *, back: bool = False) -> None:
    """By the Tab key, over whatever comes before: each thing that is stopped at is seen to be."""
    page = target.page
    expect(target).to_be_visible()
    stops: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at: Focus | None = page.evaluate(FOCUS)
        if at is not None:
            assert at["isLit"], f"nothing shows that « {at['name']} » has the focus, at {page.url}"
            assert at["isSeen"], f"« {at['name']} » has the focus out of sight, under {at['under']}, at {page.url}"
            stops.append(at["name"])
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {target}: {stops}")


def press(target: Locator, key: str = "Enter") -> None:
    """Go there by Tab, then press."""
    tab_to(target)
    target.page.keyboard.press(key)


def choose_files(page: Page, files: list[FilePayload], ask: Callable[[], None]) -> None:
    with page.expect_file_chooser() as chooser:
        ask()
    chooser.value.set_files(files)
