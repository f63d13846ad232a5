"""The streets of Valbourg with their numbers, as they are on its plan. The same at each run."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin

import shapely
from shapely import LineString, Polygon

from parvis.demo.ground import STREETS, Spot, point
from parvis.demo.plan import skeleton
from parvis.demo.plan.network import Way, network, square
from parvis.places.points import Point

TOWN, TOWN_CODE, POSTCODE = "Valbourg", "18999", "18990"
NEXT_TOWN, NEXT_CODE, NEXT_POSTCODE = "Saint-Rémi-sur-Valbe", "18998", "18991"
STEP = 9.0  # metres from a number to the next
DOORSTEP = 3.0  # metres from the side of the street to a door
MOST = 150

PLACES: dict[str, Spot] = {
    "Les Grands Prés": (-900, 2180),
    "Le Champ de Foire": (420, 1340),
    "La Maladrerie": (2150, -700),
    "L’Île aux Saules": skeleton.ISLAND[0],
    "Le Bois du Roi": (-2500, -700),
}
# Beyond the boundary: an address that is not the town's.
NEXT_STREETS: dict[str, Spot] = {"rue du Lavoir": (250, 3300), "rue de l’Abbaye": (520, 3450), "place de l’Église": (400, 3380)}

Spots = dict[int, tuple[float, float]]


@dataclass(frozen=True)
class Street:
    """`doors`: the spot of each number; a place without numbers has none."""

    name: str
    middle: Point
    doors: dict[int, Point]
    is_street: bool = True
    city: str = TOWN
    city_code: str = TOWN_CODE
    postcode: str = POSTCODE


@cache
def streets() -> tuple[Street, ...]:
    """Those of the plan, its squares, places without numbers, then what is beyond the boundary."""
    known = _of_cases()
    ways = (_along(way, known.get(way.name, {})) for way in network().ways)
    squares = (_street(name, {**_about(square(name)), **known.get(name, {})}) for name in skeleton.SQUARES)
    return (*ways, *squares, *_places(), *_next_town(random.Random("Valbourg")))


def _of_cases() -> dict[str, Spots]:
    """The doors of the sample cases, which were there before their streets."""
    known: dict[str, Spots] = {}
    for address, spot in STREETS.items():
        if said := re.search(r"(?:^|, )(\d+), (.+)$", address):
            known.setdefault(said[2], {})[int(said[1])] = spot
    return known


def _along(way: Way, known: Spots) -> Street:
    """Even numbers on one side, odd ones on the other, where there are houses; those that are known, where they are."""
    first, step = _rule(way.line, known)
    reach = way.width / 2 + DOORSTEP
    doors: Spots = {}
    for number in range(1, MOST):
        at = first + (number - 1) * step
        if 4 <= at <= way.line.length - 4:
            doors[number] = _beside(way.line, at, reach if number % 2 else -reach)
    built = _built()
    lived = {number: spot for number, spot in doors.items() if shapely.contains_xy(built, *spot)}
    made = {**(lived if len(lived) > 2 else {}), **known}
    middle = way.line.interpolate(0.5, normalized=True)
    return _street(way.name, made) if made else Street(way.name, point((round(middle.x), round(middle.y))), {})


def _rule(line: LineString, known: Spots) -> tuple[float, float]:
    """How far along the street number 1 is, and how far the next is from it, in metres."""
    at = sorted((number, line.project(shapely.Point(spot))) for number, spot in known.items())
    if len(at) > 1:
        (low, start), (high, end) = at[0], at[-1]
        step = (end - start) / (high - low)
        return start - (low - 1) * step, step
    if at:
        ((number, there),) = at
        step = min(max(there / number, 7.0), 30.0)
        return there - (number - 1) * step, step
    return STEP, STEP


def _beside(line: LineString, at: float, reach: float) -> tuple[float, float]:
    """The spot so far from the line, to the left or to the right."""
    here, next_to = line.interpolate(at), line.interpolate(at + 1)
    east, north = next_to.x - here.x, next_to.y - here.y
    length = hypot(east, north) or 1.0
    return here.x - north / length * reach, here.y + east / length * reach


def _about(place: Polygon) -> Spots:
    ring = place.buffer(DOORSTEP, join_style="mitre").exterior
    return {
        number + 1: (spot.x, spot.y)
        for number, spot in enumerate(ring.interpolate(at) for at in range(8, int(ring.length), 16))
    }  # fmt: skip


@cache
def _built() -> shapely.Geometry:
    land = shapely.union_all([Polygon(line).buffer(25) for line in skeleton.BUILT])
    shapely.prepare(land)
    return land


def _places() -> Iterator[Street]:
    landmarks = {address.split(",")[0]: spot for address, spot in STREETS.items() if not address[0].isdigit()}
    for name, spot in {**landmarks, **PLACES}.items():
        yield Street(name, point(spot), {}, is_street=False)


def _next_town(dice: random.Random) -> Iterator[Street]:
    for name, (x, y) in NEXT_STREETS.items():
        turn = dice.uniform(0, 2 * pi)
        line = LineString([(x, y), (x + 190 * cos(turn), y + 190 * sin(turn))])
        made = _street(name, {number: _beside(line, number * STEP, 7.0 if number % 2 else -7.0) for number in range(1, 21)})
        yield Street(name, made.middle, made.doors, True, NEXT_TOWN, NEXT_CODE, NEXT_POSTCODE)


def _street(name: str, doors: Mapping[int, tuple[float, float]]) -> Street:
    places = {number: point((round(x), round(y))) for number, (x, y) in sorted(doors.items())}
    return Street(name, list(places.values())[len(places) // 2], places)
