"""The plan of the demo town: whole, small, the same at each run, and where its addresses say."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from mapbox_vector_tile import decode
from pytest_django import Settings
from shapely import Point as Spot
from shapely.geometry import Polygon

from parvis.demo.ground import DISTRICTS, STREETS, point
from parvis.demo.index import ValbourgIndex
from parvis.demo.plan.drawing import draw
from parvis.demo.plan.houses import houses, landmarks
from parvis.demo.plan.kept import kept
from parvis.demo.plan.network import network, river
from parvis.demo.plan.sheet import draw_anew
from parvis.demo.plan.style import DAY, NIGHT, NIGHT_SAID, style
from parvis.demo.streets import TOWN, streets
from parvis.kernel.models import Authority
from parvis.places.points import metres
from parvis.ui.colour import TEXT, contrast
from tests.world import World

PRINT = (
    "import django; django.setup(); from tests.demo.test_plan import whole; import hashlib;"
    " print(hashlib.sha256(whole()).hexdigest())"
)


def corner(east: int, north: int, z: int) -> tuple[int, int]:
    key = f"{point((east, north)).zkey >> 2 * (26 - z):052b}"
    return int(key[1::2], 2), int(key[0::2], 2)


def whole(z: int = 15) -> bytes:
    """All tiles of a zoom, one after the other."""
    (west, north), (east, south) = corner(-3000, 3000, z), corner(3000, -3000, z)
    return b"".join(draw(z, x, y) for x in range(west, east + 1) for y in range(north, south + 1))


def test_the_same_seed_draws_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """In one that finds nothing written down, then in one that reads what that one wrote."""
    for _each in ("drawn", "read"):
        elsewhere = {**os.environ, "PARVIS_DATA": str(tmp_path)}
        other = subprocess.run([sys.executable, "-c", PRINT], capture_output=True, text=True, check=True, env=elsewhere)
        assert other.stdout.strip() == hashlib.sha256(whole()).hexdigest()
        assert len(list((tmp_path / "plan").iterdir())) == 1


def test_a_plan_half_written_is_drawn_again(settings: Settings, tmp_path: Path) -> None:
    settings.PARVIS_DATA = tmp_path
    drawn = kept(draw_anew)
    (file,) = (tmp_path / "plan").iterdir()
    whole_file = file.read_bytes()
    file.write_bytes(whole_file[: len(whole_file) // 2])
    again = kept(draw_anew)
    assert [layer[4] for layer in again] == [layer[4] for layer in drawn]
    assert len(file.read_bytes()) == len(whole_file)


def test_it_is_a_town_and_a_small_file() -> None:
    names = {way.name for way in network().ways}
    assert len(names) == len(network().ways) > 150
    assert len(houses()) > 2_000 and len(landmarks()) > 10 and river().area > 100_000
    assert len(whole(16)) < 2_000_000


def test_no_house_stands_in_the_river_nor_on_another() -> None:
    import shapely

    built = [*houses(), *landmarks().values()]
    tree = shapely.STRtree(built)
    one, other = tree.query(built, predicate="overlaps")
    assert len(one) == len(other) == 0
    assert not any(house.intersects(river()) for house in built)


@pytest.mark.parametrize("address", [address for address in STREETS if address[0].isdigit()])
def test_the_sample_cases_are_on_their_streets(address: str) -> None:
    number, name = address.split(", ", 1)
    (street,) = [street for street in streets() if street.name == name and street.city == TOWN]
    assert street.doors[int(number)] == point(STREETS[address])
    lines = [way.line for way in network().ways if way.name == name]
    assert not lines or min(line.distance(Spot(STREETS[address])) for line in lines) < 40


def test_a_street_is_in_the_district_that_named_it() -> None:
    for way in network().ways:
        if way.district:
            assert Polygon(DISTRICTS[way.district][1]).buffer(1).contains(way.line), way.name


def test_a_door_answers_to_its_place_and_a_place_to_its_door() -> None:
    index = ValbourgIndex()
    for street in streets()[::12]:
        for number, door in list(street.doors.items())[:1]:
            found = index.reverse(door)
            assert found is not None and metres(found.point, door) < 1, (street.name, number)


def test_each_zoom_shows_what_can_be_read_there() -> None:
    layers = {z: set(decode(draw(z, *corner(0, 0, z)))) for z in (12, 13, 14, 15, 16, 17)}
    assert layers[13] == layers[12] == {"ground", "water", "roads", "names"}
    assert "buildings" in layers[14] and "trees" in decode(draw(15, *corner(0, 0, 15))) | decode(
        draw(15, *corner(500, 400, 15))
    )
    assert "doors" in layers[17] and "doors" not in layers[16]
    assert draw(14, 0, 0) == b""


def test_each_layer_has_inks_for_the_night_which_words_keep_on_their_halo() -> None:
    for layer in json.loads(json.dumps(style("/{z}/{x}/{y}")))["layers"]:
        day, night = layer["paint"], layer["metadata"][NIGHT_SAID]
        assert day.keys() == night.keys() and day != night, layer["id"]
    for inks in (DAY, NIGHT):
        assert min(contrast(ink, inks.halo) for ink in (inks.word, inks.water_word, inks.door, *inks.names.values())) >= TEXT


def test_the_map_and_the_small_maps_have_the_same_inks() -> None:
    sheet = (Path(__file__).parents[2] / "frontend/src/css/small-map.css").read_text()
    said = {kind: (day, night) for kind, day, night in re.findall(r"\.m-(\w+) {[^}]*?light-dark\((#\w+), (#\w+)\)", sheet)}
    for kind, day in {**DAY.ground, **DAY.ways, "river": DAY.water, "house": DAY.house[0], "public": DAY.public[0]}.items():
        night = {**NIGHT.ground, **NIGHT.ways, "river": NIGHT.water, "house": NIGHT.house[0], "public": NIGHT.public[0]}[kind]
        assert said["brook" if kind == "river" else kind] == (day, night), kind


def test_it_is_served_by_this_machine_to_the_demo_town_only(world: World) -> None:
    path = "/demo/plan/15/{}/{}".format(*corner(0, 0, 15))
    client = Client(headers={"host": "localhost"})
    assert client.get(path).status_code == 404 == client.get("/demo/plan/style.json").status_code
    Authority.objects.filter(pk=world.authority.pk).update(is_demo=True, host="localhost")
    answer = client.get(path)
    assert answer.status_code == 200 and "max-age=86400" in answer["Cache-Control"]
    style = client.get("/demo/plan/style.json").json()
    assert style["sources"]["plan"]["tiles"] == ["http://localhost/demo/plan/{z}/{x}/{y}"]
    assert "glyphs" not in style and "sprite" not in style and "https://" not in json.dumps(style)
    assert client.get("/demo/plan/18/0/0").status_code == 404
