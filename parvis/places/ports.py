"""What the room asks of whoever knows addresses."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from parvis.places.points import Point


class FoundKind(StrEnum):
    HOUSENUMBER = "housenumber"
    STREET = "street"
    LOCALITY = "locality"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One answer. `label`: with its town, as the source writes it; `name`: without; `score`: from 0 to 1."""

    label: str
    name: str
    point: Point
    kind: FoundKind
    city: str
    city_code: str
    postcode: str
    score: float


@dataclass(frozen=True)
class Near:
    """Where the answers that come first are: the authority's commune, by its INSEE code, and a point in the midst of it."""

    city_code: str
    point: Point | None


class Unavailable(Exception):
    """The source did not answer, or not in time. `seconds`: how long it asked to be left alone, 0 when it did not say."""

    def __init__(self, why: str, *, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.seconds = seconds


class Geocoder(Protocol):
    """Knows addresses. It raises nothing but `Unavailable`, and takes two seconds at most."""

    def search(self, text: str, near: Near) -> list[Found]:
        """What the words may mean, the last of them perhaps unfinished; the commune's own first, then the best."""

    def reverse(self, point: Point) -> Found | None:
        """The address at a point, or None."""
