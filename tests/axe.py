"""What a machine can see of accessibility: axe, by the rules of RGAA 4 and of WCAG 2.1 AA."""

from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypedDict

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What the scheme changes is the colours: by night these rules alone have something new to say.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """async ([only, part]) => {
    const judged = part ? document.querySelector(part) : document;
    const result = await axe.run(judged, {runOnly: only, resultTypes: ["violations"], preload: false});
    const told = ({id, help, nodes}) => ({
        id, help, where: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
    });
    return {passes: result.passes.length, violations: result.violations.map(told)};
}"""


class Violation(TypedDict):
    id: str
    help: str
    where: list[str]


class Result(TypedDict):
    passes: int
    violations: list[Violation]


@lru_cache
def _script() -> str:
    """The PyPI package is only the carrier of axe-core's own file."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def defects(page: Page, schemes: tuple[Scheme, ...] = ("light", "dark"), part: str = "") -> list[str]:
    """Each broken rule and where, at the page's present size; it must have scripts on. `part`: of the page, a selector."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found: list[str] = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        only = {"type": "tag", "values": TAGS} if scheme == "light" else {"type": "rule", "values": OF_COLOUR}
        result: Result = page.evaluate(RUN, [only, part])
        assert scheme == "dark" or result["passes"] > (0 if part else 5), f"axe saw next to nothing at {page.url}"
        found += [f"{scheme}, {one['id']}: {one['help']}\n  " + "\n  ".join(one["where"]) for one in result["violations"]]
    page.emulate_media(color_scheme="light")
    return found


def assert_accessible_by_day_and_night(page: Page) -> None:
    """In light and in dark, on a phone and on a desk; leaves the page as it found it."""
    before = page.viewport_size
    for width, height in ((360, 740), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        found = defects(page)
        assert not found, f"{page.url}, {width} px wide\n" + "\n".join(found)
    if before is not None:
        page.set_viewport_size(before)
