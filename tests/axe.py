"""What a machine can see of accessibility: axe, by the rules of RGAA 4 and of WCAG 2.1 AA."""

from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypedDict

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN = """async (tags) => {
    const result = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
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


def assert_accessible(page: Page) -> None:
    """Fails with each broken rule and where; the page must have scripts on."""
    page.evaluate(_script())
    result: Result = page.evaluate(RUN, TAGS)
    assert result["passes"] > 5, f"axe saw next to nothing at {page.url}"
    told = [f"{v['id']}: {v['help']}\n  " + "\n  ".join(v["where"]) for v in result["violations"]]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_accessible_by_day_and_night(page: Page) -> None:
    """In light and in dark, on a phone and on a desk; leaves the page as it found it."""
    before = page.viewport_size
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for width, height in ((360, 740), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)
    page.emulate_media(color_scheme="light")
    if before is not None:
        page.set_viewport_size(before)
