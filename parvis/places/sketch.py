"""A small picture of what is around a point, for pages that have no map: shapes to draw, in cells of zoom 26."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.places.points import Point

# Half of its sides, in cells of 0.42 m: two streets away at most.
EAST, SOUTH = 270, 180


@dataclass(frozen=True)
class Shape:
    """`kind`: how it is drawn, a class of the style sheet; `path`: as SVG writes it, from the north-west corner."""

    kind: str
    path: str


@dataclass(frozen=True)
class Name:
    """`path`: the line that it is written along."""

    kind: str
    text: str
    path: str


@dataclass(frozen=True)
class Sketch:
    """What lies below first; `roads` are lines, drawn with a side."""

    areas: tuple[Shape, ...]
    roads: tuple[Shape, ...]
    names: tuple[Name, ...]


class Plan(Protocol):
    """Knows the ground of a town as shapes. It asks nobody."""

    def around(self, point: Point) -> Sketch | None:
        """None where it knows nothing."""


class NoPlan:
    """Of a town whose ground is an image or another host's: its maps ask for it, and no other page does."""

    def around(self, point: Point) -> Sketch | None:
        return None


def sketch_around(lon: float | None, lat: float | None) -> Sketch | None:
    """Of the present town. None without a place, or where nobody here knows the ground."""
    if lon is None or lat is None:
        return None
    wired: Callable[[], Plan] = import_string(settings.PARVIS_PLAN)
    return wired().around(Point(lon, lat))
