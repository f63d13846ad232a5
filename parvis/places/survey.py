"""What is wrong with a zoning as drawn: what no district covers, what two of them claim, and how much of the town that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

import numpy as np
import shapely
from shapely.geometry import shape

from parvis.places.location import Ground
from parvis.places.outlines import Outline
from parvis.places.points import Point

# Smaller than that is the thickness of a line, drawn twice.
LEAST = 10.0
# In metres: how near a district is to a hole that it borders.
BESIDE = 2.0
_A, _E2 = 6_378_137.0, 0.00669438002290


@dataclass(frozen=True)
class Flaw:
    """`area` in m²; `between`: the districts that meet there, by name; `at`: a point in the midst of it."""

    area: float
    between: tuple[str, ...]
    at: Point


@dataclass(frozen=True)
class Survey:
    """The greatest first. `uncovered`: of the town's outline, from 0 to 100; None where the town has none."""

    holes: list[Flaw]
    overlaps: list[Flaw]
    uncovered: float | None
    areas: dict[str, float]


@dataclass(frozen=True)
class Plane:
    """Metres around a latitude, so that areas are those of the ground within one in a thousand."""

    east: float
    north: float

    @classmethod
    def at(cls, lat: float) -> "Plane":
        flat = 1 - _E2 * sin(radians(lat)) ** 2
        return cls(pi / 180 * _A * cos(radians(lat)) / sqrt(flat), pi / 180 * _A * (1 - _E2) / flat**1.5)

    def metres(self, one: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(one, lambda corners: corners * np.array([self.east, self.north]))

    def point(self, one: shapely.Geometry) -> Point:
        inside = one.representative_point()
        return Point(round(inside.x / self.east, 6), round(inside.y / self.north, 6))


def survey(outlines: Sequence[Outline], ground: Ground) -> Survey:
    if not outlines:
        return Survey([], [], None if ground.outline is None else 100.0, {})
    drawn = [shape(outline.geometry) for outline in outlines]
    plane = Plane.at(float(shapely.total_bounds(np.array(drawn))[1::2].mean()))
    pieces = [plane.metres(one) for one in drawn]
    names = [outline.name for outline in outlines]
    tree = shapely.STRtree(pieces)
    union = shapely.union_all(pieces)
    town = None if ground.outline is None else plane.metres(ground.outline)
    uncovered = None if town is None else town.difference(union)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in _polygons(union)])
    bare = filled.difference(union) if uncovered is None else uncovered
    return Survey(
        holes=_sorted(_hole(part, tree, names, plane) for part in _polygons(bare) if part.area >= LEAST),
        overlaps=_overlaps(pieces, tree, names, plane),
        uncovered=None if town is None or uncovered is None or not town.area else 100 * uncovered.area / town.area,
        areas={outline.code: piece.area for outline, piece in zip(outlines, pieces, strict=True)},
    )


def _hole(part: shapely.Geometry, tree: shapely.STRtree, names: Sequence[str], plane: Plane) -> Flaw:
    around = sorted(int(index) for index in tree.query(part, predicate="dwithin", distance=BESIDE))
    return Flaw(part.area, tuple(names[index] for index in around), plane.point(part))


def _overlaps(pieces: list[shapely.Geometry], tree: shapely.STRtree, names: Sequence[str], plane: Plane) -> list[Flaw]:
    left, right = tree.query(pieces, predicate="intersects")
    found = []
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        if one < other:
            shared = shapely.intersection(pieces[one], pieces[other])
            if shared.area >= LEAST:
                found.append(Flaw(shared.area, (names[one], names[other]), plane.point(shared)))
    return _sorted(found)


def _sorted(flaws: Iterable[Flaw]) -> list[Flaw]:
    return sorted(flaws, key=lambda flaw: -flaw.area)


def _polygons(one: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts([one]).tolist() if part.geom_type == "Polygon"]
