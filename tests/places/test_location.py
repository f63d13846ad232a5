"""Points, districts and the territory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.events import history
from parvis.kernel.tenancy import inside
from parvis.places.location import districts_at, ground, is_inside
from parvis.places.models import District, Territory, Zoning
from parvis.places.operations.import_zoning import import_zoning, set_territory
from parvis.places.outlines import Outline
from parvis.places.points import ZOOM, Point, metres, tile_corner, tile_range
from tests.world import MAKER, World, make_authority, square

LONS = st.floats(-180, 180, allow_nan=False)
LATS = st.floats(-85, 85, allow_nan=False)


def name_at(lon: float, lat: float) -> str | None:
    (district,) = districts_at(Point(lon, lat)).values()
    return District.objects.get(pk=district).name if district else None


def test_a_point_is_in_the_district_that_holds_it_or_in_none(world: World) -> None:
    assert name_at(2.01, 47.02) == "Centre"
    assert name_at(2.03, 47.01) == "Gare"
    assert name_at(2.03, 47.03) is None


def test_a_point_on_a_shared_side_is_in_the_first_district_by_code(world: World) -> None:
    assert name_at(2.02, 47.01) == "Centre"


def test_a_hole_belongs_to_no_district(world: World) -> None:
    outside = [[2.00, 47.00], [2.04, 47.00], [2.04, 47.04], [2.00, 47.04], [2.00, 47.00]]
    hole = [[2.01, 47.01], [2.02, 47.01], [2.02, 47.02], [2.01, 47.02], [2.01, 47.01]]
    both: dict[str, object] = {"type": "Polygon", "coordinates": [outside, hole]}
    import_zoning("Quartiers", outlines=[Outline("C", "Centre", both)], by=MAKER)
    assert name_at(2.015, 47.015) is None
    assert name_at(2.005, 47.005) == "Centre"


def test_a_changed_outline_is_used_at_once(world: World) -> None:
    assert name_at(2.03, 47.03) is None
    whole = Outline("C", "Centre", square(2.00, 47.00, 2.04, 47.04))
    _zoning, fact = import_zoning("Quartiers", outlines=[whole], by=MAKER)
    assert (fact.added, fact.changed, fact.ended) == ([], ["C"], ["G"])
    assert name_at(2.03, 47.03) == "Centre"
    assert District.objects.get(code="G").ended_on is not None


def test_the_same_outlines_again_change_nothing(world: World) -> None:
    zoning = Zoning.objects.get()
    outlines = [Outline(row.code, row.name, row.geometry) for row in District.objects.order_by("-code")]
    again, fact = import_zoning("Quartiers", outlines=outlines, by=MAKER)
    assert (fact.added, fact.changed, fact.ended) == ([], [], [])
    assert again.version == zoning.version == 1


def test_the_territory_is_the_union_set_once_and_moved_by_an_event(world: World) -> None:
    west, east = square(2.00, 47.00, 2.02, 47.04), square(2.02, 47.00, 2.04, 47.04)
    before = Territory.objects.get()
    assert set_territory([square(2.00, 47.00, 2.04, 47.04)], by=MAKER).version == before.version
    assert is_inside(Point(2.03, 47.03))
    assert set_territory([west], by=MAKER).version == before.version + 1
    assert not is_inside(Point(2.03, 47.03))
    set_territory([west, east], by=MAKER)
    assert is_inside(Point(2.03, 47.03))
    assert [event.kind for event in history(before)] == ["territory.set"] * 3


def test_a_town_without_an_outline_takes_all(db: None) -> None:
    with inside(make_authority()):
        assert is_inside(Point(-60.0, -30.0))
        assert ground().metres_to(Point(-60.0, -30.0)) == 0


def test_how_far_outside_a_point_lies(world: World) -> None:
    assert ground().metres_to(Point(2.02, 47.02)) == 0
    assert ground().metres_to(Point(2.04, 47.05)) == pytest.approx(1112, abs=5)


@given(LONS, LATS)
def test_a_tile_is_one_range_of_keys(lon: float, lat: float) -> None:
    point = Point(lon, lat)
    for zoom in (0, 3, 11, 17, ZOOM):
        cell = 1 << (ZOOM - zoom)
        x, y = _unspread(point.zkey) // cell, _unspread(point.zkey >> 1) // cell
        first, last = tile_range(zoom, x, y)
        assert first <= point.zkey < last
        corner = tile_corner(zoom, x, y)
        assert corner.lon <= point.lon + 1e-9 and corner.lat >= point.lat - 1e-9


def _unspread(key: int) -> int:
    return sum((key >> 2 * bit & 1) << bit for bit in range(ZOOM))


@pytest.mark.parametrize("position", [(float("nan"), 47.0), (2.0, float("inf")), (181.0, 0.0), (0.0, 86.0)])
def test_what_is_no_position_is_refused(position: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"position|world"):
        Point(*position)


def test_a_distance_is_in_metres() -> None:
    assert metres(Point(2.3522, 48.8566), Point(4.8357, 45.7640)) == pytest.approx(391_500, rel=0.005)
