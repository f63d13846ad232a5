"""An outline typed by hand: a corner a line, "longitude, latitude"; an empty line between pieces; "trou" before a hole."""

import json
import re

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from parvis.places.geojson import DECIMALS, repaired
from parvis.places.location import Ground
from parvis.places.points import Point

HOLE = "trou"
Corners = list[tuple[float, float]]


def as_lines(geometry: dict[str, object]) -> str:
    """As it is typed."""
    blocks = []
    for part in shapely.get_parts([shape(geometry)]).tolist():
        blocks.append(_block(part.exterior))
        blocks += [f"{HOLE}\n{_block(hole)}" for hole in part.interiors]
    return "\n\n".join(blocks)


def corners_of(geometry: dict[str, object]) -> int:
    return int(shapely.get_num_coordinates(shape(geometry)))


def from_lines(text: str, ground: Ground) -> dict[str, object]:
    """GeoJSON, to the centimetre. ValueError says which line is wrong, or what the outline lacks."""
    pieces: list[tuple[Corners, list[Corners]]] = []
    for is_hole, corners in _rings(text):
        if len(set(corners)) < 3:
            raise ValueError(_("Il faut au moins trois sommets différents à chaque morceau."))
        if not is_hole:
            pieces.append((corners, []))
        elif pieces:
            pieces[-1][1].append(corners)
        else:
            raise ValueError(_("Le premier morceau ne peut pas être un trou."))
    if not pieces:
        raise ValueError(_("Donnez le contour du secteur."))
    parts = [shapely.Polygon(corners, holes) for corners, holes in pieces]
    try:
        sound = repaired(parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts))
    except ValueError as error:
        raise ValueError(_("Ce contour ne convient pas : %s.") % error) from None
    if ground.outline is not None and not shapely.intersects(sound, ground.outline):
        raise ValueError(_("Ce contour est hors de la commune. La longitude vient avant la latitude."))
    plain: dict[str, object] = json.loads(json.dumps(mapping(sound)))
    return plain


def _rings(text: str) -> list[tuple[bool, Corners]]:
    rings: list[tuple[bool, Corners]] = []
    current: Corners | None = None
    is_hole = False
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said or said.lower() == HOLE:
            is_hole, current = bool(said) or (is_hole and current is None), None
            continue
        if current is None:
            current = []
            rings.append((is_hole, current))
            is_hole = False
        current.append(_corner(number, said))
    return rings


def _corner(number: int, said: str) -> tuple[float, float]:
    found = re.fullmatch(r"(-?\d{1,3}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)", said)
    try:
        point = Point(float(found[1]), float(found[2])) if found else None
    except ValueError:
        point = None
    if point is None:
        wrong = {"line": number, "said": said[:40]}
        raise ValueError(_("Ligne %(line)d : « %(said)s » n’est pas « longitude, latitude » en degrés.") % wrong)
    return round(point.lon, DECIMALS), round(point.lat, DECIMALS)


def _block(ring: shapely.LinearRing) -> str:
    return "\n".join(f"{_degrees(lon)}, {_degrees(lat)}" for lon, lat in list(ring.coords)[:-1])


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
