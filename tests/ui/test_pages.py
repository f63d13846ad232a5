"""The kit's own pages: the gallery, the town's sheet and mark, what is said when something is wrong."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from parvis.cases import narrative
from parvis.kernel.models import Authority
from parvis.ui.built import DIST, drawings
from tests.world import World

ROOT = Path(narrative.__file__).parents[2]
NAMED = [r'{% (?:icon|empty) "([\w-]+)"', r'Said\(\s*"([\w-]+)"', r'icon="([\w-]+)"', r'pictogram="([\w-]+)"']


def test_every_icon_that_is_named_is_one_of_lucide_s() -> None:
    sources = [*ROOT.glob("parvis/**/*.html"), *ROOT.glob("parvis/**/*.py"), ROOT / "tests/world.py"]
    named = {name for path in sources for pattern in NAMED for name in re.findall(pattern, path.read_text())}
    assert len(named) > 20
    assert named <= set(drawings())


def test_a_town_s_sheet_is_kept_for_ever_and_its_mark_for_an_hour(client: Client, world: World) -> None:
    sheet = client.get("/ui/ville-00636d.css", headers={"host": "valbourg.test"})
    assert b"--town:#00636d" in sheet.content
    assert "immutable" in sheet["Cache-Control"]
    mark = client.get("/ui/marque", headers={"host": "valbourg.test"})
    assert mark["Content-Type"] == "image/svg+xml"
    assert "sandbox" in mark["Content-Security-Policy"]
    assert "Set-Cookie" not in mark


def test_what_is_not_there_says_so_in_french(client: Client, world: World) -> None:
    answer = client.get("/nulle-part", headers={"host": "valbourg.test"})
    assert answer.status_code == 404
    assert "Cette page n’est pas ici" in answer.content.decode()


def test_an_unknown_name_is_no_town_s(client: Client, world: World, db: None) -> None:
    Authority.objects.create(
        name="Autre", insee_code="18998", host="autre.test", site_url="http://autre.test", mailbox="m@autre.test",
        created_at=world.authority.created_at,
    )  # fmt: skip
    answer = client.get("/", headers={"host": "inconnue.test"})
    assert answer.status_code == 404
    assert "Aucune commune" in answer.content.decode()


def test_pages_are_light() -> None:
    """What a phone loads before the first paint, compressed: the style and the script of the portal."""
    manifest = json.loads((DIST / "manifest.json").read_text())
    entry = manifest["src/portal.ts"]
    total = sum(
        (DIST / f"{file}.gz").stat().st_size for file in [entry["file"], *entry["css"]] if (DIST / f"{file}.gz").exists()
    )
    assert total < 20_000


@pytest.mark.sqlite_only
@pytest.mark.e2e
def test_the_gallery_is_as_wide_as_the_screen(page: Page, town: World) -> None:
    for path in ("/ui/galerie", "/ui/galerie?bureau"):
        page.goto(path)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"
