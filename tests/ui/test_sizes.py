"""What a page makes a phone fetch: small without a map, four hundred kilobytes at most with one, and the map apart."""

import re
from pathlib import Path

import pytest

from parvis.ui.built import DIST, entry

pytestmark = pytest.mark.sqlite_only

WITHOUT, WITH = 40_000, 400_000


def compressed(name: str) -> int:
    """A script of a few words gets no smaller: it is served as it is."""
    smaller = DIST / f"{name}.br"
    return (smaller if smaller.exists() else DIST / name).stat().st_size


def fetched_at_once(name: str) -> set[str]:
    """A script and those that it imports, not those that it may ask for later."""
    script = Path(entry(name).script).name
    found, waiting = set(), [f"assets/{script}"]
    while waiting:
        file = waiting.pop()
        found.add(file)
        source = (DIST / file).read_text()
        imported = re.findall(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""", source)
        waiting += [f"assets/{other}" for other in imported if f"assets/{other}" not in found]
    return found


def test_a_page_without_a_map_fetches_little_and_nothing_of_the_map() -> None:
    for name in ("portal", "desk"):
        scripts = fetched_at_once(name)
        assert sum(compressed(script) for script in scripts) < WITHOUT
        assert not any("maplibre" in (DIST / script).read_text() for script in scripts), "it comes after the first paint"


def test_a_page_with_a_map_fetches_no_more_than_it_should() -> None:
    scripts = [file for kind in ("*.js", "*.mjs") for file in (DIST / "assets").glob(kind) if file.stat().st_size]
    of_the_map = {f"assets/{file.name}" for file in scripts if not file.name.startswith(("desk", "gallery"))}
    assert any("worker" in file for file in of_the_map)
    assert sum(compressed(file) for file in of_the_map) < WITH
