"""What no district covers and what two of them claim are found, with their area and their place."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shapely import Point as Spot
from shapely.geometry import shape

from parvis.places.location import Ground, districts_at, ground
from parvis.places.models import District, Zoning
from parvis.places.operations.import_zoning import redraw
from parvis.places.outlines import Outline
from parvis.places.points import Point
from parvis.places.survey import survey
from tests.places.sheets import ring
from tests.world import CENTRE, MAKER, STATION, World, square

# A hundredth of a degree of latitude there, and of longitude, in metres.
UP, EAST = 1111.5, 760.2


def test_what_the_town_has_outside_all_districts_is_a_hole_with_its_neighbours(world: World) -> None:
    found = survey([Outline("C", "Centre", CENTRE), Outline("G", "Gare", STATION)], ground())
    (hole,) = found.holes
    assert set(hole.between) == {"Centre", "Gare"} and not found.overlaps
    assert hole.area == pytest.approx(4 * UP * EAST, rel=0.005)
    assert 2.02 < hole.at.lon < 2.04 and 47.02 < hole.at.lat < 47.04
    assert found.uncovered == pytest.approx(25, abs=0.1)


def test_what_two_districts_claim_is_an_overlap(world: World) -> None:
    wide = square(2.01, 47.00, 2.04, 47.01)
    found = survey([Outline("C", "Centre", CENTRE), Outline("G", "Gare", wide)], ground())
    (overlap,) = found.overlaps
    assert overlap.between == ("Centre", "Gare") and overlap.area == pytest.approx(UP * EAST, rel=0.005)


def test_a_town_without_an_outline_has_the_holes_that_districts_surround() -> None:
    frame: dict[str, object] = {
        "type": "Polygon",
        "coordinates": [
            [[2.0, 47.0], [2.03, 47.0], [2.03, 47.03], [2.0, 47.03], [2.0, 47.0]],
            [[2.01, 47.01], [2.02, 47.01], [2.02, 47.02], [2.01, 47.02], [2.01, 47.01]],
        ],
    }
    found = survey([Outline("A", "Autour", frame)], Ground(None))
    (hole,) = found.holes
    assert hole.between == ("Autour",) and found.uncovered is None
    assert survey([], Ground(None)).uncovered is None


corner = st.tuples(st.integers(0, 40), st.integers(0, 40))
zonings = st.lists(st.lists(corner, min_size=3, max_size=6, unique=True), min_size=1, max_size=6)
spots = st.lists(st.tuples(st.integers(-1, 81), st.integers(-1, 81)), min_size=1, max_size=12)


def drawn(zoning: list[list[tuple[int, int]]]) -> list[Outline]:
    """Sound ones only, on a grid of a thousandth of a degree."""
    rings = [ring(*[(round(2 + x / 1000, 7), round(47 + y / 1000, 7)) for x, y in corners]) for corners in zoning]
    kept = [one for one in rings if shape(one).is_valid and shape(one).area > 0]
    return [Outline(f"D{number}", f"Secteur {number}", one) for number, one in enumerate(kept)]


@given(before=zonings, after=zonings, spots=spots)
@settings(
    phases=[Phase.generate],
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_point_is_in_the_district_that_shapely_says_after_an_import_and_after_the_next(
    world: World, before: list[list[tuple[int, int]]], after: list[list[tuple[int, int]]], spots: list[tuple[int, int]]
) -> None:
    for outlines in (drawn(before), drawn(after)):
        zoning, _fact = redraw(Zoning.objects.get(), outlines=outlines, by=MAKER)
        codes = dict(District.objects.filter(zoning=zoning).values_list("pk", "code"))
        for x, y in spots:
            lon, lat = 2 + x / 2000, 47 + y / 2000
            holding = sorted(one.code for one in outlines if shape(one.geometry).intersects(Spot(lon, lat)))
            found = districts_at(Point(lon, lat))[zoning.pk]
            assert (codes[found] if found else None) == next(iter(holding), None)
        assert redraw(zoning, outlines=outlines, by=MAKER)[0].version == zoning.version, "the same again changes nothing"
