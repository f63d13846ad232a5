"""A file of districts is read in degrees whatever it was drawn in, or refused in words that say what to do."""

from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import shape

from parvis.kernel.operations import Refused
from parvis.places.geojson import Faults, read_sheet
from parvis.places.location import Ground, ground
from parvis.places.naming import keys_of, likely, outlines_of
from parvis.places.projections import PROJECTIONS, recognised
from parvis.places.survey import survey
from tests.places.sheets import a_file, ring
from tests.words import plain
from tests.world import CENTRE, World, square

NOWHERE = Ground(None)
# Control points: EPSG, x, y, longitude, latitude, as PROJ gives them.
KNOWN = [
    (2154, 652301.56483, 6861302.72590, 2.35, 48.85), (3947, 1650845.09366, 6233553.35580, 2.35, 47.3),
    (3942, 2195877.82457, 1228487.47442, 9.0, 42.1), (3950, 1664527.23293, 9255731.45604, 2.5, 50.5),
    (5490, 660342.31239, 1791644.13149, -61.5, 16.2), (2972, 355855.43844, 541750.16356, -52.3, 4.9),
    (2975, 338788.52985, 7688141.53783, 55.45, -20.9), (4471, 521705.54803, 8584972.96247, 45.2, -12.8),
    (4467, 561046.92138, 5183249.91286, -56.2, 46.8), (25832, 403967.58881, 5372691.59492, 7.7, 48.5),
    (3857, 256034.82882, 6240993.46346, 2.3, 48.8),
]  # fmt: skip


@pytest.mark.parametrize(("code", "x", "y", "lon", "lat"), KNOWN)
def test_a_point_is_where_proj_puts_it_to_the_millimetre(code: int, x: float, y: float, lon: float, lat: float) -> None:
    found = PROJECTIONS[code].to_degrees(np.array([[x, y]]))
    assert found[0] == pytest.approx((lon, lat), abs=1e-8)
    usual = {2154, 3947, 3942, 3950, 5490, 2972, 2975, 4471, 4467}
    assert code not in usual or recognised(np.array([[x, y]])) == [code]


def lambert(east: float, up: float, side: float = 1000.0) -> dict[str, object]:
    return ring((east, up), (east + side, up), (east + side, up + side), (east, up + side))


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:EPSG::2154", "EPSG:2154", ""])
def test_lambert_93_is_recognised_by_its_name_or_by_its_numbers(crs: str) -> None:
    sheet = read_sheet(a_file(({"nom": "Opéra"}, lambert(650_000, 6_861_000)), crs=crs), NOWHERE)
    assert sheet.frame == "Lambert-93 (EPSG:2154)"
    west, south, _east, _north = shape(sheet.features[0].geometry).bounds
    assert (west, south) == pytest.approx((2.3186, 48.8470), abs=2e-3)


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG::4171", ""]
)
def test_degrees_are_degrees(world: World, crs: str) -> None:
    sheet = read_sheet(a_file(({"nom": "Centre"}, CENTRE), crs=crs), ground())
    assert shape(sheet.features[0].geometry).equals(shape(CENTRE)) and not sheet.notes


@pytest.mark.parametrize(
    ("crs", "said"),
    [
        ("urn:ogc:def:crs:EPSG::27572", "Ce fichier est en EPSG:27572, que Parvis ne lit pas"),
        ("un système à nous", "ne dit pas clairement dans quel système il est"),
        ("urn:ogc:def:crs:EPSG::4326", "se dit en degrés, et ses nombres n’en sont pas"),
    ],
)
def test_a_frame_that_is_not_read_is_refused_by_its_name(crs: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_sheet(a_file(({"nom": "A"}, lambert(650_000, 6_861_000)), crs=crs), NOWHERE)


def test_numbers_of_no_frame_are_refused() -> None:
    with pytest.raises(Refused, match="Ni ce fichier ni ses nombres"):
        read_sheet(a_file(({"nom": "A"}, lambert(5, 90_000_000))), NOWHERE)


def test_latitudes_before_longitudes_are_put_in_order_and_it_is_said(world: World) -> None:
    swapped = square(47.00, 2.00, 47.04, 2.02)
    sheet = read_sheet(a_file(({"nom": "Centre"}, swapped)), ground())
    assert shape(sheet.features[0].geometry).equals(shape(CENTRE))
    assert "La latitude y était écrite avant la longitude" in sheet.notes[0]
    assert read_sheet(a_file(({"nom": "Centre"}, swapped)), NOWHERE).notes, "France is known without the town's outline"


def test_another_towns_districts_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="Ce découpage est ailleurs"):
        read_sheet(a_file(({"nom": "Loin"}, square(5.0, 45.0, 5.1, 45.1))), ground())


def test_an_outline_that_crosses_a_little_is_repaired_and_named_and_one_that_crosses_much_is_refused() -> None:
    little = ring((2.0, 47.0), (2.02, 47.0), (2.02, 47.02), (2.00999, 47.02), (2.01, 47.0201), (2.01001, 47.02), (2.0, 47.02))
    sheet = read_sheet(a_file(({"nom": "Gare"}, little)), NOWHERE)
    assert shape(sheet.features[0].geometry).is_valid
    bow = ring((2.0, 47.0), (2.02, 47.02), (2.02, 47.0), (2.0, 47.02))
    with pytest.raises(Faults, match=r"entité 1 \(Gare\)\s: son contour se croise en 2.01, 47.01"):
        read_sheet(a_file(({"nom": "Gare"}, bow)), NOWHERE)
    spike = ring((2.0, 47.0), (2.02, 47.0), (2.02, 47.02), (2.02, 47.03), (2.02, 47.02), (2.0, 47.02))
    (note,) = read_sheet(a_file(({"nom": "Gare"}, spike)), NOWHERE).notes
    assert "Gare) : son contour se croisait un peu, il est réparé" in plain(note)


def test_too_many_corners_are_refused() -> None:
    angles = np.linspace(0, 2 * np.pi, 300_001)
    corners = np.column_stack([2.0 + 0.01 * np.cos(angles), 47.0 + 0.01 * np.sin(angles)]).tolist()
    with pytest.raises(Refused, match=r"300\s000 sommets"):
        read_sheet(a_file(({"nom": "Rond"}, ring(*corners))), NOWHERE)


def test_the_name_and_the_code_are_guessed_and_what_every_feature_has_is_offered() -> None:
    rows = [({"objectid": 7 + n, "l_qu": f"Quartier {n}", "c_qu": n, "note": None}, CENTRE) for n in range(3)]
    features = read_sheet(a_file(*rows), NOWHERE).features
    assert likely(features) == ("l_qu", "c_qu")
    assert keys_of(features) == [("objectid", "7"), ("l_qu", "Quartier 0"), ("c_qu", "0")]
    assert [one.code for one in outlines_of(features, name="l_qu")] == ["quartier-0", "quartier-1", "quartier-2"]


def test_the_real_quartiers_are_read_the_same_twice(real_data: Path) -> None:
    data = (real_data / "polygons" / "quartier_paris.geojson").read_bytes()
    first, second = (read_sheet(data, NOWHERE) for _ in range(2))
    assert len(first.features) == 80 and first == second and not first.notes
    found = survey(outlines_of(first.features, name="l_qu", code="c_qu"), NOWHERE)
    assert sum(found.areas.values()) == pytest.approx(105.4e6, rel=0.02), "Paris has 105 km²"
