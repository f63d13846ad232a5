"""Around a point of Valbourg: the plan's shapes as SVG, its streets with their names."""

from functools import lru_cache
from itertools import pairwise
from math import dist, hypot

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from parvis.demo.plan.sheet import Shapes, sheet
from parvis.places.frames import cell
from parvis.places.points import Point
from parvis.places.sketch import EAST, SOUTH, Name, Shape, Sketch

BORDER = 20  # strokes are wide: what begins just outside is drawn too
AREAS = (
    "built", "meadow", "wood", "garden", "park", "cemetery", "pitch", "square", "river", "brook", "house", "public",
)  # fmt: skip
ROADS = ("lane", "street", "main", "rail")
LETTER, HIGH = 9.0, 9.0  # of a name, in cells
PIN = (EAST, SOUTH - 34)  # the middle of the pin, whose foot is in the middle of the picture
AROUND_PIN = 47.0
APART = 26.0

Spot = tuple[float, float]
Part = tuple[str, str, BaseGeometry]  # its kind, its name, its shape


class ValbourgPlan:
    def around(self, point: Point) -> Sketch | None:
        """None beyond the town, where there are fields only."""
        return _around(*cell(point))


@lru_cache(maxsize=256)
def _around(x: int, y: int) -> Sketch | None:
    west, north = x - EAST, y - SOUTH
    box = (-BORDER, -BORDER, 2 * EAST + BORDER, 2 * SOUTH + BORDER)
    layers = {layer.name: layer for layer in sheet()}
    roads = _cut(layers["roads"], (west, north), box)
    areas = [part for name in ("ground", "water", "buildings") for part in _cut(layers[name], (west, north), box)]
    if not areas and not roads:
        return None
    return Sketch(_shapes(areas, AREAS), _shapes(roads, ROADS), tuple(_names(roads)))


def _shapes(parts: list[Part], kinds: tuple[str, ...]) -> tuple[Shape, ...]:
    paths = {kind: "".join(_path(shape) for of, _name, shape in parts if of == kind) for kind in kinds}
    return tuple(Shape(kind, path) for kind, path in paths.items() if path)


def _cut(layer: Shapes, corner: tuple[int, int], box: tuple[int, int, int, int]) -> list[Part]:
    """What of it is in the box, from its corner on."""
    west, north = corner
    found = np.sort(layer.tree.query(shapely.box(box[0] + west, box[1] + north, box[2] + west, box[3] + north)))
    moved = shapely.transform(layer.tree.geometries[found], lambda spots: spots - corner)
    parts, whose = shapely.get_parts(shapely.simplify(shapely.clip_by_rect(moved, *box), 0.7), return_index=True)
    said = layer.said(found[whose])
    names = said.get("name", [""] * len(parts))
    return [
        (kind, name, part)
        for kind, name, part in zip(said["kind"], names, parts.tolist(), strict=True)
        if not part.is_empty and kind != "boundary"
    ]


def _path(shape: BaseGeometry) -> str:
    """A line, or a polygon with its holes, in whole cells, each after the one before."""
    if isinstance(shape, shapely.Polygon):
        return "".join(_line(ring) + "z" for ring in (shape.exterior, *shape.interiors))
    return _line(shape)


def _line(line: BaseGeometry) -> str:
    spots = np.rint(shapely.get_coordinates(line)).astype(int).tolist()
    (x, y), *_others = spots
    steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(spots) if (ax, ay) != (bx, by))
    return f"M{x} {y}l{steps}" if steps else ""


def _names(roads: list[Part]) -> list[Name]:
    """Each name once, on the longest part of its street, off the pin and off one another."""
    longest: dict[str, Part] = {}
    for part in roads:
        if part[1] and (part[1] not in longest or longest[part[1]][2].length < part[2].length):
            longest[part[1]] = part
    taken: list[Spot] = []
    names = []
    for kind, name, line in sorted(longest.values(), key=lambda part: -part[2].length):
        along = _room(line, len(name) * LETTER, taken) if isinstance(line, LineString) else None
        if along is not None:
            taken += [(x, y) for x, y in along.coords]
            names.append(Name(kind, name, _line(along)))
    return names


def _room(line: LineString, long: float, taken: list[Spot]) -> LineString | None:
    """A part of the line, from left to right, where letters of that length stand well; the middle first."""
    for at in sorted(np.arange(long / 2 + 4, line.length - long / 2 - 4, 6), key=lambda at: abs(at - line.length / 2)):
        part = substring(line, at - long / 2, at + long / 2)
        spots = [(spot.x, spot.y) for spot in (part.interpolate(share, normalized=True) for share in np.linspace(0, 1, 9))]
        (ax, ay), (bx, by) = spots[0], spots[-1]
        is_inside = all(HIGH <= x <= 2 * EAST - HIGH and HIGH <= y <= 2 * SOUTH - HIGH for x, y in spots)
        is_free = all(dist(spot, PIN) > AROUND_PIN and all(dist(spot, other) > APART for other in taken) for spot in spots)
        if is_inside and is_free and hypot(bx - ax, by - ay) > 0.93 * long:
            return LineString(spots if ax <= bx else spots[::-1])
    return None
