"""Vector tiles as another library reads them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from mapbox_vector_tile import decode

from parvis.places import tiles
from parvis.places.points import Point, tile_corner, tile_range

numbers = st.integers(0, 2**40)
inside = st.integers(-200, 5000)


@given(st.lists(st.tuples(inside, inside, numbers, st.text(max_size=200)), min_size=1, max_size=400))
def test_points_are_read_back_with_all_that_they_say(rows: list[tuple[int, int, int, str]]) -> None:
    x, y, count = (np.array([row[place] for row in rows], np.int64) for place in (0, 1, 2))
    written = tiles.encode(tiles.points("cases", x, y, {"count": count, "word": [row[3] for row in rows]}))
    layer = decode(written, default_options={"y_coord_down": True})["cases"]
    assert (layer["extent"], layer["version"]) == (4096, 2)
    read = [
        (*one["geometry"]["coordinates"], one["properties"]["count"], one["properties"]["word"]) for one in layer["features"]
    ]
    assert read == rows


def test_lines_and_polygons_are_read_back() -> None:
    def moves(*steps: tuple[int, int]) -> list[int]:
        return [int(number) for number in tiles.zigzag(np.array(steps).ravel())]

    line = [9, *moves((10, 20)), 18, *moves((5, 0), (0, 7))]
    square = [9, *moves((0, 0)), 26, *moves((100, 0), (0, 100), (-100, 0)), 15]
    written = tiles.encode(
        tiles.Layer("roads", tiles.Kind.LINE, np.array(line), np.array([len(line)]), {"name": ["rue Basse"]}),
        tiles.Layer("parks", tiles.Kind.POLYGON, np.array(square), np.array([len(square)]), {}),
    )
    read = decode(written, default_options={"y_coord_down": True})
    (road,), (park,) = read["roads"]["features"], read["parks"]["features"]
    assert road["geometry"]["coordinates"] == [[10, 20], [15, 20], [15, 27]]
    assert road["properties"] == {"name": "rue Basse"}
    assert park["geometry"]["type"] == "Polygon" and len(park["geometry"]["coordinates"][0]) == 5


def test_a_tile_without_features_has_no_bytes() -> None:
    nothing = np.array([], np.int64)
    assert tiles.encode(tiles.points("cases", nothing, nothing, {"word": []})) == b""


@given(st.floats(-179, 179), st.floats(-84, 84), st.integers(0, 18))
def test_a_key_is_found_in_its_tile_where_its_point_is(lon: float, lat: float, z: int) -> None:
    key = Point(lon, lat).zkey
    x, y = (int(tiles.gathered(np.array([part]))[0]) >> (26 - z) for part in (key, key >> 1))
    first, last = tile_range(z, x, y)
    assert first <= key < last
    corner = tile_corner(z, x, y)
    assert corner.lon <= lon + 1e-5 and corner.lat >= lat - 1e-5
    (east,), (south,) = tiles.in_tile(np.array([key]), z, x, y)
    assert 0 <= east < tiles.EXTENT and 0 <= south < tiles.EXTENT
    assert abs(corner.lon + east / tiles.EXTENT * 360 / (1 << z) - lon) <= 360 / (1 << min(z + 12, 26)) + 1e-9
