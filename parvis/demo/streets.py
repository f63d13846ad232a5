"""The streets of Valbourg, with their numbers: those of its sample cases, and others drawn by a seed. The same at each run."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin

from shapely import contains_xy
from shapely.geometry import Polygon

from parvis.demo.ground import DISTRICTS, STREETS, Spot, point
from parvis.places.points import Point

TOWN, TOWN_CODE, POSTCODE = "Valbourg", "18999", "18990"
NEXT_TOWN, NEXT_CODE, NEXT_POSTCODE = "Saint-Rémi-sur-Valbe", "18998", "18991"
STEP = 6.0  # metres from a number to the next
SIDE = 5.0  # metres from the middle of the street to a door

NAMES: dict[str, str] = {
    "C": """Grande Rue; rue du Four; rue des Lavandières; rue de l’Abreuvoir; passage des Drapiers; rue du Chapitre;
        rue des Trois-Rois; place Saint-Étienne; rue de la Monnaie; impasse du Puits; rue des Forgerons; rue du Collège""",
    "M": """rue du Bief; chemin des Vignes; rue de la Meule; route de Saint-Rémi; rue des Prés; allée des Saules; rue du Gué;
        chemin de la Roue; rue des Boulangers; impasse du Blé; rue de la Farine; rue des Noisetiers""",
    "G": """rue du Dépôt; rue Denis-Papin; rue de la Rotonde; boulevard de l’Industrie; rue des Aiguilleurs; passage du Tunnel;
        rue Marc-Seguin; rue Louise-Michel; rue du Faubourg; allée des Ateliers; rue Jean-Jaurès; rue de la République""",
    "A": """rue du Clocher; rue de la Cure; chemin des Ânes; rue des Jonquilles; rue des Coquelicots; allée des Bouleaux;
        rue Olympe-de-Gouges; rue du 8-Mai-1945; rue Marie-Curie; rue du Gymnase; chemin de la Croix; rue des Vergers""",
    "V": """quai des Mariniers; rue du Port; rue de l’Écluse; rue des Pêcheurs; allée des Platanes; rue du Bac; rue des Joncs;
        chemin de la Prairie; rue de la Barque; impasse des Hérons; rue du Lavoir; rue de la Passerelle""",
    "T": """rue Victor-Hugo; rue George-Sand; avenue des Érables; allée des Charmes; rue Jules-Ferry; rue Simone-Veil;
        rue Colette; impasse des Mésanges; rue des Hirondelles; allée des Merles; rue Jean-Zay; place des Tilleuls""",
}  # fmt: skip
PLACES: dict[str, Spot] = {
    "Les Grands Prés": (-900, 1900),
    "Le Champ de Foire": (1300, 1750),
    "La Maladrerie": (2150, -700),
    "L’Île aux Saules": (520, -1750),
    "Le Bois du Roi": (-2300, -500),
}
# Beyond the boundary: an address that is not the town's.
NEXT_STREETS: dict[str, Spot] = {"rue du Lavoir": (250, 3300), "rue de l’Abbaye": (520, 3450), "place de l’Église": (400, 3380)}


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
    """Those of the sample cases first, then the others, then what is beyond the boundary."""
    dice = random.Random("Valbourg")
    return (*_of_cases(dice), *_drawn(dice), *_places(), *_next_town(dice))


def _of_cases(dice: random.Random) -> Iterator[Street]:
    known: dict[str, dict[int, Spot]] = {}
    for address, spot in STREETS.items():
        if said := re.search(r"(?:^|, )(\d+), (.+)$", address):
            known.setdefault(said[2], {})[int(said[1])] = spot
    for name, doors in known.items():
        yield _through(name, doors, dice)


def _through(name: str, doors: dict[int, Spot], dice: random.Random) -> Street:
    """A straight street that passes by these doors, as far as its district goes."""
    land = _land(next(iter(doors.values())))
    first, last = min(doors), max(doors)
    start, end = doors[first], doors[last]
    if last > first:
        step = ((end[0] - start[0]) / (last - first), (end[1] - start[1]) / (last - first))
        return _street(name, {**_doors(first, start, step, last + 14, land), **doors})
    lines = [_doors(first, start, _step(dice), first + dice.randint(8, 40), land) for _ in range(12)]
    longest = max(lines, key=len)
    return _street(name, {**longest, **doors})


def _drawn(dice: random.Random) -> Iterator[Street]:
    for code, (_name, corners) in DISTRICTS.items():
        land = Polygon(corners)
        west, south, east, north = land.bounds
        for name in (" ".join(words.split()) for words in NAMES[code].split(";")):
            last = dice.randint(8, 20) if name.startswith(("impasse", "passage", "place", "allée")) else dice.randint(24, 90)
            lines = [
                _doors(1, (dice.uniform(west, east), dice.uniform(south, north)), _step(dice), last, land) for _ in range(30)
            ]
            yield _street(name, max(lines, key=len))


def _places() -> Iterator[Street]:
    landmarks = {address.split(",")[0]: spot for address, spot in STREETS.items() if not address[0].isdigit()}
    for name, spot in {**landmarks, **PLACES}.items():
        yield Street(name, point(spot), {}, is_street=False)


def _next_town(dice: random.Random) -> Iterator[Street]:
    for name, (x, y) in NEXT_STREETS.items():
        land = Polygon([(x - 400, y - 400), (x, y + 400), (x + 400, y - 400)])
        made = _street(name, _doors(1, (x, y), _step(dice), 20, land))
        yield Street(name, made.middle, made.doors, True, NEXT_TOWN, NEXT_CODE, NEXT_POSTCODE)


def _street(name: str, doors: dict[int, Spot]) -> Street:
    places = {number: point(spot) for number, spot in sorted(doors.items())}
    return Street(name, list(places.values())[len(places) // 2], places)


def _doors(first: int, start: tuple[float, float], step: tuple[float, float], last: int, land: Polygon) -> dict[int, Spot]:
    """The numbers 1 to `last` of a straight street, of which `first` is at the start: even ones on one side, odd ones on the
    other, and none outside the land."""
    length = hypot(*step)
    numbers = range(1, last + 1)
    sides = [SIDE if number % 2 else -SIDE for number in numbers]
    xs = [start[0] + step[0] * (n - first) - step[1] / length * side for n, side in zip(numbers, sides, strict=True)]
    ys = [start[1] + step[1] * (n - first) + step[0] / length * side for n, side in zip(numbers, sides, strict=True)]
    there = contains_xy(land, xs, ys)
    return {n: (round(x), round(y)) for n, x, y, is_there in zip(numbers, xs, ys, there, strict=True) if is_there}


def _step(dice: random.Random) -> tuple[float, float]:
    turn = dice.uniform(0, 2 * pi)
    return STEP * cos(turn), STEP * sin(turn)


def _land(spot: Spot) -> Polygon:
    """The district that holds the spot."""
    lands = (Polygon(corners) for _name, corners in DISTRICTS.values())
    return next(land for land in lands if contains_xy(land, *spot))
