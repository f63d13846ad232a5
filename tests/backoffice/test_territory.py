"""The town's outline on a page of its own: given by a file or by lines, corrected, told; and what a page with a map may ask."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.kernel.models import Authority
from parvis.places.events import TerritoryRedrawn
from parvis.places.location import is_inside
from parvis.places.models import Territory
from parvis.places.operations.import_zoning import set_territory
from parvis.places.operations.territory import redraw_territory
from parvis.places.points import Point
from tests.backoffice.desk import Desk, words_of
from tests.places.sheets import a_file
from tests.world import CENTRE, MAKER, STATION, World, square

PATH = "/agents/secteurs/contour"
WIDE = "2, 47\n2.1, 47\n2.1, 47.04\n2, 47.04"


@pytest.fixture
def paul(world: World) -> Desk:
    Territory.objects.all().delete()
    return Desk(world.paul)


def test_a_town_is_given_its_outline_by_lines_and_refuses_what_is_outside(paul: Desk) -> None:
    page = words_of(paul.get(PATH))
    assert page.written["outline"].strip() == "" and is_inside(Point(3.0, 48.0))
    assert paul.post(PATH, {**page.hidden, "outline": WIDE})["Location"] == "/agents/secteurs"
    assert is_inside(Point(2.09, 47.03)) and not is_inside(Point(2.11, 47.03))
    assert words_of(paul.get(PATH)).written["outline"].strip() == WIDE


def test_it_is_corrected_and_the_journal_says_so(paul: Desk) -> None:
    set_territory([CENTRE], by=MAKER)
    page = words_of(paul.get(PATH))
    assert paul.post(PATH, {**page.hidden, **page.written})["Location"] == "/agents/secteurs", "the same again"
    paul.post(PATH, {**page.hidden, "outline": WIDE})
    assert Territory.objects.get().version == 2
    told = words_of(paul.get("/agents/reglages/journal")).text
    assert "Le contour de la commune est donné" in told and "Contour de la commune" in told and "m²" in told


def test_a_file_of_several_polygons_is_one_outline(paul: Desk) -> None:
    file = SimpleUploadedFile("a.json", a_file(({"nom": "C"}, CENTRE), ({"nom": "G"}, STATION)))
    assert paul.post(PATH, {"file": file}).status_code == 302
    assert Territory.objects.get().geometry["type"] in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"outline": "ici"}, "Ligne 1"),
        ({"outline": "2, 47\n2, 47.1"}, "au moins trois sommets"),
        ({"file": b"non"}, "n’est pas un GeoJSON"),
        ({"file": json.dumps({"type": "Feature", "geometry": {"type": "Point", "coordinates": [2, 47]}}).encode()}, "polygone"),
        ({}, "Choisissez un fichier, ou tracez le contour."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(paul: Desk, sent: dict[str, object], said: str) -> None:
    given = {name: SimpleUploadedFile("a.json", value) if isinstance(value, bytes) else value for name, value in sent.items()}
    answer = paul.post(PATH, given)
    page = words_of(answer)
    assert answer.status_code == 422 and said in page.text
    assert page.written["outline"].strip() == str(sent.get("outline", ""))
    assert not Territory.objects.exists()


def test_two_at_once_are_told_and_nothing_typed_is_lost(paul: Desk) -> None:
    set_territory([CENTRE], by=MAKER)
    page = words_of(paul.get(PATH))
    redraw_territory(Territory.objects.get(), geometry=square(2.0, 47.0, 2.05, 47.05), by=MAKER)
    clash = paul.post(PATH, {**page.hidden, "outline": WIDE})
    again = words_of(clash)
    assert clash.status_code == 409 and again.written["outline"].strip() == WIDE
    assert paul.post(PATH, {**again.hidden, "outline": WIDE}).status_code == 302


def test_a_page_made_before_there_was_any_outline_overwrites_none(paul: Desk) -> None:
    page = words_of(paul.get(PATH))
    set_territory([CENTRE], by=MAKER)
    assert paul.post(PATH, {**page.hidden, "outline": WIDE}).status_code == 409
    assert not Territory.objects.filter(version__gt=1).exists()


def test_an_outline_of_ten_thousand_corners_is_changed_by_a_file_only(paul: Desk) -> None:
    ring = [[2 + number / 100_000, 47.0] for number in range(4_000)]
    set_territory([{"type": "Polygon", "coordinates": [[*ring, [2.02, 47.02], ring[0]]]}], by=MAKER)
    page = words_of(paul.get(PATH))
    assert "outline" not in page.written and "importez un fichier" in page.text


def test_nobody_else_draws_the_town(world: World) -> None:
    for agent in (world.nadia, world.karim):
        assert Desk(agent).get(PATH).status_code == 403
        assert Desk(agent).post(PATH, {"outline": WIDE}).status_code == 403


def test_only_pages_with_a_map_may_ask_the_ground_s_host(world: World, paul: Desk) -> None:
    Authority.objects.update(map_style="https://fonds.exemple.fr/style.json")
    zoning = f"/agents/secteurs/{world.centre.zoning_id}"
    for path in (PATH, f"{zoning}/{world.centre.pk}", f"{zoning}/nouveau", "/agents/demarrage/contour"):
        assert "https://fonds.exemple.fr" in paul.get(path)["Content-Security-Policy"], path
    assert "fonds.exemple.fr" not in paul.get(zoning)["Content-Security-Policy"]
    assert TerritoryRedrawn.personal == ()
