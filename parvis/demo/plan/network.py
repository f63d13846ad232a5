"""The streets of Valbourg: those drawn by hand, and, in the blocks that they leave, as many others as there are names."""

import random
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heappop, heappush
from math import cos, hypot, pi, sin

import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, substring, unary_union

from parvis.demo.ground import DISTRICTS
from parvis.demo.plan import skeleton
from parvis.demo.plan.names import NAMES
from parvis.demo.plan.skeleton import Line

STEPS = 8  # of the curve between two points drawn by hand
DEAD_ENDS = ("impasse", "passage")
# Beyond it a block keeps its name for another: a street shorter than this is a yard.
SHORTEST = 55.0


@dataclass(frozen=True)
class Way:
    """A street as it is on the ground. `width`: in metres; `district`: its code, "" for one that was drawn by hand."""

    name: str
    line: LineString
    width: float
    district: str = ""


@dataclass(frozen=True)
class Network:
    """`blocks`: what lies between the streets, where houses stand."""

    ways: tuple[Way, ...]
    blocks: tuple[Polygon, ...]


def curve(points: Line) -> LineString:
    """A line that passes by all of the points, and turns softly (Catmull and Rom, 1974)."""
    ends = [points[0], *points, points[-1]]
    drawn = [
        (
            _between(before[0], start[0], end[0], after[0], step / STEPS),
            _between(before[1], start[1], end[1], after[1], step / STEPS),
        )
        for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
        for step in range(STEPS)
    ]
    return LineString([*drawn, points[-1]])


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    pull = (2 * before - 5 * start + 4 * end - after) * t * t + (3 * start - before - 3 * end + after) * t * t * t
    return (2 * start + (end - before) * t + pull) / 2


@cache
def river() -> BaseGeometry:
    """The water of the river, its island left out."""
    (x, y), east, north = skeleton.ISLAND
    around = _ellipse(x, y, east + 36, north + 46)
    return unary_union([curve(skeleton.RIVER).buffer(skeleton.RIVER_HALF), around]).difference(_ellipse(x, y, east, north))


def square(name: str) -> Polygon:
    (x, y), east, north = skeleton.SQUARES[name]
    return Polygon([(x - east, y - north), (x + east, y - north), (x + east, y + north), (x - east, y + north)])


@cache
def network() -> Network:
    dice = random.Random("Valbourg, its streets")
    ways = [Way(main.name, curve(main.line), main.width) for main in skeleton.MAINS]
    blocks: list[Polygon] = []
    for code, (_name, corners) in DISTRICTS.items():
        made, left = _divided(_faces(Polygon(corners), ways), NAMES[code], code, dice)
        ways += made
        blocks += left
    return Network(tuple(ways), tuple(blocks))


def _faces(district: Polygon, ways: list[Way]) -> list[Polygon]:
    """The ground of a district where houses may stand, cut by what was drawn by hand."""
    lines: list[BaseGeometry] = [way.line for way in ways if not way.district]
    lines.append(MultiLineString([district.exterior.coords]))
    taken = unary_union([
        river().buffer(22), curve(skeleton.RAIL).buffer(14), curve(skeleton.BROOK).buffer(9),
        *(square(name) for name in skeleton.SQUARES),
        *(Polygon(park) for park in (*skeleton.PARKS.values(), *skeleton.PITCHES.values(), skeleton.CEMETERY)),
    ])  # fmt: skip
    built = unary_union([Polygon(line).buffer(0) for line in skeleton.BUILT]).intersection(district).difference(taken)
    pieces = [face.intersection(built) for face in polygonize(unary_union(lines)) if face.intersects(built)]
    return [part for piece in pieces for part in _polygons(piece) if part.area > 900]


def _divided(faces: list[Polygon], names: list[str], code: str, dice: random.Random) -> tuple[list[Way], list[Polygon]]:
    """The largest block first, in two by its middle, until each name has its street."""
    queue = [(-face.area, place, face) for place, face in enumerate(faces)]
    heapify(queue)
    ways: list[Way] = []
    whole: list[Polygon] = []
    count = len(queue)
    while len(ways) < len(names) and queue:
        _area, _place, block = heappop(queue)
        name = names[len(ways)]
        line = _across(block, dice, is_dead_end=name.startswith(DEAD_ENDS))
        if line is None or line.length < SHORTEST:
            whole.append(block)
            continue
        width = 6.0 if name.startswith((*DEAD_ENDS, "chemin", "allée")) else dice.choice([7.0, 8.0, 9.0])
        ways.append(Way(name, line, width, code))
        for part in _polygons(block.difference(line.buffer(0.05))):
            count += 1
            heappush(queue, (-part.area, count, part))
    return ways, [*whole, *(block for _area, _place, block in queue)]


def _across(block: Polygon, dice: random.Random, *, is_dead_end: bool) -> LineString | None:
    """A line across the block's shorter way, by about its middle; a dead end stops before the other side."""
    box = shapely.minimum_rotated_rectangle(block)
    if not isinstance(box, Polygon):
        return None
    corners = list(box.exterior.coords)
    (ax, ay), (bx, by), (cx, cy) = corners[0], corners[1], corners[2]
    first, second = hypot(bx - ax, by - ay), hypot(cx - bx, cy - by)
    east, north = ((cx - bx) / second, (cy - by) / second) if first > second else ((bx - ax) / first, (by - ay) / first)
    turn = dice.gauss(0, 0.07)
    east, north = east * cos(turn) - north * sin(turn), east * sin(turn) + north * cos(turn)
    middle, reach = block.centroid, first + second
    shift = dice.gauss(0, 0.05) * max(first, second)
    x, y = middle.x - north * shift, middle.y + east * shift
    long = LineString([(x - east * reach, y - north * reach), (x + east * reach, y + north * reach)])
    cut = max(_lines(long.intersection(block)), key=lambda line: line.length, default=None)
    if cut is None:
        return None
    start, end = (0.0, 0.62) if is_dead_end else (0.0, 1.0)
    # As far as the middle of the streets that it meets, which are outside the block by nothing.
    return substring(cut, start, end, normalized=True)


def _ellipse(x: float, y: float, east: float, north: float) -> Polygon:
    return Polygon([(x + east * cos(turn * pi / 18), y + north * sin(turn * pi / 18)) for turn in range(36)])


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]


def _lines(shape: BaseGeometry) -> list[LineString]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, LineString)]
