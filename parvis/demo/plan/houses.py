"""The houses of Valbourg, along its streets: wall to wall in the old town, in their gardens elsewhere."""

import random
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians, sin

import numpy as np
import shapely
from shapely import LineString, Polygon

from parvis.demo.ground import DISTRICTS
from parvis.demo.plan import skeleton
from parvis.demo.plan.network import network, river

SEED = "Valbourg, its houses"


@dataclass(frozen=True)
class Manner:
    """How a street is built, in metres: how wide the houses are and how deep, how far from the street and from one another."""

    width: tuple[float, float]
    depth: tuple[float, float]
    setback: tuple[float, float]
    gap: tuple[float, float]


OLD = Manner((8, 14), (9, 13), (0, 0.8), (0.3, 0.5))
GARDENS = Manner((10, 15), (8, 11), (4, 9), (7, 17))


@cache
def landmarks() -> dict[str, Polygon]:
    made = {}
    for name, ((x, y), east, north, turn) in skeleton.BUILDINGS.items():
        cosine, sine = cos(radians(turn)), sin(radians(turn))
        corners = [
            (0, 0),
            (east, 0),
            (east, north),
            (east * 0.62, north),
            (east * 0.62, north * 1.5),
            (east * 0.34, north * 1.5),
        ]
        corners += [(east * 0.34, north), (0, north)]
        made[name] = Polygon([(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in corners])
    return made


@cache
def houses() -> tuple[Polygon, ...]:
    dice = random.Random(SEED)
    old = Polygon(DISTRICTS["C"][1])
    ways = network().ways
    streets = shapely.union_all([way.line.buffer(way.width / 2 + 1.5, cap_style="flat") for way in ways])
    others = shapely.union_all([river().buffer(8), *(public.buffer(7) for public in landmarks().values())])
    built: list[Polygon] = []
    for block in network().blocks:
        lot = block.difference(streets).difference(others)
        manner = OLD if old.contains(block.centroid) else GARDENS
        for part in shapely.get_parts(lot):
            if isinstance(part, Polygon) and part.area > 150:
                built += _around(part, manner, dice)
    return tuple(built)


@cache
def gardens() -> tuple[Polygon, ...]:
    """Behind the houses, in the midst of the blocks."""
    inner = (block.buffer(-26).buffer(6) for block in network().blocks)
    return tuple(part for shape in inner for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 250)


def _around(lot: Polygon, manner: Manner, dice: random.Random) -> list[Polygon]:
    """Along each side of the lot, one house after the other, where there is room."""
    shapely.prepare(lot)
    there: list[Polygon] = []
    ring = list(shapely.simplify(lot, 0.6).exterior.coords)
    if not lot.exterior.is_ccw:
        ring.reverse()
    for (ax, ay), (bx, by) in pairwise(ring):
        length = hypot(bx - ax, by - ay)
        east, north = ((bx - ax) / length, (by - ay) / length) if length else (0.0, 0.0)
        at = dice.uniform(0.3, 2)
        while at < length - 5:
            width = min(dice.uniform(*manner.width), length - at - 0.2)
            house = _house(ax + east * at, ay + north * at, (east, north), width, manner, dice)
            if width > 5 and lot.contains(house) and not (there and np.any(shapely.intersects(np.array(there), house))):
                there.append(house)
                at += width + dice.uniform(*manner.gap)
            else:
                at += 3
    return there


def _house(x: float, y: float, along: tuple[float, float], width: float, manner: Manner, dice: random.Random) -> Polygon:
    """A rectangle whose front looks at the street, with a wing behind it at times."""
    back, depth = dice.uniform(*manner.setback) + 0.2, dice.uniform(*manner.depth)
    wing = dice.uniform(3, 6) if dice.random() < 0.4 else 0.0
    share = dice.uniform(0.35, 0.6)
    corners = [(0, back), (width, back), (width, back + depth)]
    if wing:
        corners += [(width * share, back + depth), (width * share, back + depth + wing), (0, back + depth + wing)]
    else:
        corners.append((0, back + depth))
    east, north = along
    return Polygon([(x + a * east - b * north, y + a * north + b * east) for a, b in corners])


def trees() -> list[tuple[float, float]]:
    """In the parks, in the woods, and along the quays."""
    dice = random.Random("Valbourg, its trees")
    spots: list[tuple[float, float]] = []
    lands = [(Polygon(line).buffer(-6), 13) for line in skeleton.PARKS.values()]
    lands += [(Polygon(line).buffer(-6), 30) for line in skeleton.WOODS.values()]
    for land, metres in [*lands, *((garden, 24) for garden in gardens())]:
        west, south, east, north = land.bounds
        for _ in range(int(land.area / metres**2)):
            x, y = dice.uniform(west, east), dice.uniform(south, north)
            if shapely.contains_xy(land, x, y):
                spots.append((x, y))
    avenues = [
        LineString(way.line.parallel_offset(7, side)) for way in network().ways if way.width >= 13 for side in ("left", "right")
    ]
    for line in avenues:
        for at in np.arange(12, line.length, 24):
            spot = line.interpolate(at)
            spots.append((spot.x, spot.y))
    return spots
