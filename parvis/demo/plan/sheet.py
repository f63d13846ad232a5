"""The plan as layers of shapes, on the ground of the world: what its tiles are cut from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, pi, radians
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from parvis.demo.ground import DISTRICTS, EDGE, LAT, LON, METRES_A_DEGREE
from parvis.demo.plan import skeleton
from parvis.demo.plan.houses import gardens, houses, landmarks, trees
from parvis.demo.plan.kept import Written, kept
from parvis.demo.plan.network import curve, network, river, square
from parvis.demo.streets import streets
from parvis.places.points import ZOOM
from parvis.places.tiles import Kind

_SIDE = float(1 << ZOOM)
_making = Lock()


@dataclass(frozen=True)
class Shapes:
    """One layer, in cells of zoom 26. `from_zoom`: before it, too small to be seen."""

    name: str
    kind: Kind
    from_zoom: int
    shapes: Sequence[BaseGeometry]
    properties: dict[str, list[str]]

    @cached_property
    def tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def said(self, places: NDArray[np.int64]) -> dict[str, list[str]]:
        """The properties of these shapes."""
        return {name: [values[place] for place in places.tolist()] for name, values in self.properties.items()}


def sheet() -> tuple[Shapes, ...]:
    """Read once a process; drawn once an installation, which takes seconds in which the other threads wait."""
    with _making:
        return _sheet()


@cache
def _sheet() -> tuple[Shapes, ...]:
    return tuple(Shapes(*layer) for layer in kept(draw_anew))


def draw_anew() -> list[Written]:
    layers = (_ground(), _water(), _roads(), _buildings(), _trees(), _names(), _doors())
    return [(layer.name, layer.kind, layer.from_zoom, list(layer.shapes), layer.properties) for layer in layers]


def _ground() -> Shapes:
    kinds: list[tuple[str, Iterable[BaseGeometry]]] = [
        ("built", (Polygon(line).buffer(0) for line in skeleton.BUILT)),
        ("meadow", map(Polygon, skeleton.MEADOWS.values())),
        ("wood", map(Polygon, skeleton.WOODS.values())),
        ("garden", gardens()),
        ("park", (Polygon(line).buffer(14).buffer(-14).buffer(-10).buffer(10) for line in skeleton.PARKS.values())),
        ("cemetery", [Polygon(skeleton.CEMETERY)]),
        ("pitch", map(Polygon, skeleton.PITCHES.values())),
        ("square", map(square, skeleton.SQUARES)),
    ]
    found = [(kind, shape) for kind, shapes in kinds for shape in shapes]
    return _layer("ground", Kind.POLYGON, 10, [shape for _kind, shape in found], kind=[kind for kind, _shape in found])


def _water() -> Shapes:
    return _layer("water", Kind.POLYGON, 10, [river(), curve(skeleton.BROOK).buffer(4)], kind=["river", "brook"])


def _roads() -> Shapes:
    """Also lines that are no roads: the rail, the boundary, and the midst of the water, for its name."""
    ways = network().ways
    edge = LineString([*EDGE, EDGE[0]])
    others = [curve(skeleton.RAIL), edge, curve(skeleton.RIVER), curve(skeleton.BROOK)]
    kinds = ["main" if way.width >= 11 else "street" if way.width >= 7 else "lane" for way in ways]
    return _layer(
        "roads", Kind.LINE, 10, [way.line for way in ways] + others,
        kind=[*kinds, "rail", "boundary", "river", "brook"],
        name=[*(way.name for way in ways), "", "", skeleton.RIVER_NAME, skeleton.BROOK_NAME],
    )  # fmt: skip


def _buildings() -> Shapes:
    public, built = landmarks(), houses()
    kinds = ["public"] * len(public) + ["house"] * len(built)
    return _layer("buildings", Kind.POLYGON, 14, [*public.values(), *built], kind=kinds)


def _trees() -> Shapes:
    return _layer("trees", Kind.POINT, 15, [shapely.Point(x, y) for x, y in trees()])


def _names() -> Shapes:
    """Where a name stands in the midst of what it names."""
    named = [("public", name, shape.centroid) for name, shape in landmarks().items()]
    for kind, areas in (
        ("park", skeleton.PARKS),
        ("wood", skeleton.WOODS),
        ("wood", skeleton.MEADOWS),
        ("park", skeleton.PITCHES),
    ):
        named += [(kind, name, Polygon(line).representative_point()) for name, line in areas.items()]
    named.append(("park", "Île aux Saules", shapely.Point(skeleton.ISLAND[0])))
    named += [("square", name, square(name).centroid) for name in skeleton.SQUARES]
    named += [("district", name, Polygon(corners).centroid) for name, corners in DISTRICTS.values()]
    kinds, names, shapes = zip(*named, strict=True)
    return _layer("names", Kind.POINT, 12, list(shapes), kind=list(kinds), name=list(names))


def _doors() -> Shapes:
    """The numbers, where the index of addresses has them."""
    doors = [(str(number), door) for street in streets() for number, door in street.doors.items()]
    lonlat = np.array([(door.lon, door.lat) for _number, door in doors])
    return Shapes(
        "doors", Kind.POINT, 17, shapely.points(_cells(lonlat)).tolist(), {"number": [number for number, _door in doors]}
    )


def _layer(layer: str, of: Kind, from_zoom: int, shapes: Sequence[BaseGeometry], /, **properties: list[str]) -> Shapes:
    return Shapes(layer, of, from_zoom, [shapely.transform(shape, _world) for shape in shapes], properties)


def _world(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """From metres around the square to cells of zoom 26, as `ground.point` and `Point.zkey` go, without rounding."""
    east, north = metres[:, 0], metres[:, 1]
    lon = LON + east / (METRES_A_DEGREE * cos(radians(LAT)))
    return _cells(np.column_stack([lon, LAT + north / METRES_A_DEGREE]))


def _cells(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = lonlat[:, 0], np.radians(lonlat[:, 1])
    x = (lon + 180) / 360 * _SIDE
    y = (1 - np.log(np.tan(lat) + 1 / np.cos(lat)) / pi) / 2 * _SIDE
    return np.column_stack([x, y])
