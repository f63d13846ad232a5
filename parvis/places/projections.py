"""From the plane coordinates in which French offices draw their maps to degrees: formulas of the IGN, within a millimetre.

RGF93, its sisters overseas, ETRS89 and WGS 84 differ by less than a metre: they are one here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import atanh, cos, log, radians, sin, sqrt, tan

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]

# GRS 80: half of the great axis in metres, eccentricity, third flattening.
_A, _E, _N = 6_378_137.0, 0.0818191910428158, 0.0016792203946287
_METROPOLE: Box = (-5.6, 41.0, 10.0, 51.5)


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic projection on two parallels."""

    name: str
    box: Box
    south: float
    north: float
    origin: float
    east: float
    up: float

    def to_degrees(self, plane: Numbers) -> Numbers:
        """x and y in metres to longitude and latitude."""
        first, second = radians(self.south), radians(self.north)
        n = log(_m(second) / _m(first)) / log(_t(second) / _t(first))
        scale = _A * _m(first) / (n * _t(first) ** n)
        x, y = plane[:, 0] - self.east, scale * _t(radians(self.origin)) ** n - (plane[:, 1] - self.up)
        t = (np.hypot(x, y) / scale) ** (1 / n)
        lat = np.pi / 2 - 2 * np.arctan(t)
        for _ in range(6):
            swing = _E * np.sin(lat)
            lat = np.pi / 2 - 2 * np.arctan(t * ((1 - swing) / (1 + swing)) ** (_E / 2))
        return np.column_stack([3.0 + np.degrees(np.arctan2(x, y) / n), np.degrees(lat)])


@dataclass(frozen=True)
class Transverse:
    """UTM: the transverse Mercator projection, by Krüger's series."""

    name: str
    box: Box
    meridian: float
    is_south: bool = False

    def to_degrees(self, plane: Numbers) -> Numbers:
        n = _N
        radius = _A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
        up = (plane[:, 1] - (10_000_000.0 if self.is_south else 0.0)) / (0.9996 * radius)
        east = (plane[:, 0] - 500_000.0) / (0.9996 * radius)
        series = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
        xi, eta = up.copy(), east.copy()
        for j, beta in enumerate(series, 1):
            xi -= beta * np.sin(2 * j * up) * np.cosh(2 * j * east)
            eta -= beta * np.cos(2 * j * up) * np.sinh(2 * j * east)
        chi = np.arcsin(np.sin(xi) / np.cosh(eta))
        lat = chi.copy()
        for _ in range(6):
            lat = np.arcsin(np.tanh(np.arctanh(np.sin(chi)) + _E * np.arctanh(_E * np.sin(lat))))
        lon = self.meridian + np.degrees(np.arctan2(np.sinh(eta), np.cos(xi)))
        return np.column_stack([lon, np.degrees(lat)])


@dataclass(frozen=True)
class WebMercator:
    """The square of the web's maps."""

    name: str = "Web Mercator (EPSG:3857)"
    box: Box = (-180.0, -85.0, 180.0, 85.0)

    def to_degrees(self, plane: Numbers) -> Numbers:
        return np.column_stack([np.degrees(plane[:, 0] / _A), np.degrees(np.arctan(np.sinh(plane[:, 1] / _A)))])


Projection = Conic | Transverse | WebMercator


def _m(lat: float) -> float:
    return cos(lat) / sqrt(1 - (_E * sin(lat)) ** 2)


def _t(lat: float) -> float:
    return float(tan(np.pi / 4 - lat / 2) * np.exp(_E * atanh(_E * sin(lat))))


def _zones() -> Mapping[int, Projection]:
    """By EPSG code; what is used in France, each within the place that it was made for."""
    found: dict[int, Projection] = {2154: Conic("Lambert-93 (EPSG:2154)", _METROPOLE, 44.0, 49.0, 46.5, 700_000.0, 6_600_000.0)}
    for lat in range(42, 51):
        box = (_METROPOLE[0], lat - 1.2, _METROPOLE[2], lat + 1.2)
        up = (lat - 41) * 1_000_000.0 + 200_000.0
        name = f"Lambert CC{lat} (EPSG:{3900 + lat})"
        found[3900 + lat] = Conic(name, box, lat - 0.75, lat + 0.75, float(lat), 1_700_000.0, up)
    overseas = [
        ("Antilles, UTM 20 nord", (-64.0, 14.0, -60.0, 18.5), -63.0, False, (5490, 4559, 32620)),
        ("Saint-Pierre-et-Miquelon, UTM 21 nord", (-57.0, 46.0, -55.5, 47.6), -57.0, False, (4467, 32621)),
        ("Guyane, UTM 22 nord", (-55.0, 2.0, -51.0, 6.5), -51.0, False, (2972, 32622)),
        ("Mayotte, UTM 38 sud", (44.5, -13.5, 45.8, -12.0), 45.0, True, (4471, 32738)),
        ("La Réunion, UTM 40 sud", (54.5, -22.0, 56.5, -20.0), 57.0, True, (2975, 32740)),
        ("UTM 30 nord", (-6.0, 41.0, 0.0, 52.0), -3.0, False, (25830, 32630)),
        ("UTM 31 nord", (0.0, 41.0, 6.0, 52.0), 3.0, False, (25831, 32631)),
        ("UTM 32 nord", (6.0, 41.0, 12.0, 52.0), 9.0, False, (25832, 32632)),
    ]  # fmt: skip
    for name, box, meridian, is_south, codes in overseas:
        found |= {code: Transverse(f"{name} (EPSG:{code})", box, meridian, is_south) for code in codes}
    return found | {3857: WebMercator()}


PROJECTIONS = _zones()
# Of those that differ by nothing here, the one to name when the numbers alone tell.
USUAL = [2154, *range(3942, 3951), 5490, 4467, 2972, 4471, 2975]
# Degrees: on WGS 84, or on a frame that differs from it by less than a metre.
DEGREES = {4326, 4171, 4258, 4979, 5489, 4558, 4624, 4627, 4470, 4463, 4965}


def epsg_of(crs: str) -> int | None:
    """The code in the name of a frame, as "urn:ogc:def:crs:EPSG::2154"; None for what names none."""
    if "CRS84" in crs:
        return 4326
    found = re.search(r"EPSG\D{1,12}(\d{4,6})\b", crs, re.IGNORECASE)
    return int(found[1]) if found else None


def recognised(plane: Numbers) -> list[int]:
    """The usual projections under which all these points are where that projection is used."""
    return [code for code in USUAL if _all_within(PROJECTIONS[code].to_degrees(plane), PROJECTIONS[code].box)]


def _all_within(degrees: Numbers, box: Box) -> bool:
    west, south, east, north = box
    lon, lat = degrees[:, 0], degrees[:, 1]
    return bool(np.all((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)))
