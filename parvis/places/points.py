"""Points as Morton keys: a map tile is one contiguous range of keys, on any database."""

from dataclasses import dataclass
from math import atan, cos, isfinite, log, log2, pi, radians, sin, sinh, sqrt, tan

ZOOM = 26  # 0.42 m cells at 46° N; 52 bits, which a JavaScript number still holds
_SIDE = 1 << ZOOM
_LATITUDE_LIMIT = 85.0511287798066  # of the Web-Mercator square
_EQUATOR, _DEGREE = 40_075_016.7, 111_195.0  # metres: around it, and along a meridian


@dataclass(frozen=True)
class Point:
    """A position in degrees, WGS 84. Raises ValueError outside the Web-Mercator square or when not finite."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lon) and isfinite(self.lat)):
            raise ValueError("not a position")
        if not (-180 <= self.lon <= 180 and -_LATITUDE_LIMIT <= self.lat <= _LATITUDE_LIMIT):
            raise ValueError("outside the world")

    @property
    def zkey(self) -> int:
        x, y = _cell(self)
        return _spread(x) | _spread(y) << 1


def tile_range(z: int, x: int, y: int) -> tuple[int, int]:
    """The keys `first <= key < last` of a tile, z from 0 to 26."""
    shift = 2 * (ZOOM - z)
    first = (_spread(x) | _spread(y) << 1) << shift
    return first, first + (1 << shift)


def keys_around(point: Point, distance: float) -> list[tuple[int, int]]:
    """Ranges of keys that hold all that is within so many metres, and some of what is beyond: those of the tiles, four at
    most, on which the circle lies."""
    wide = cos(radians(point.lat))
    zoom = max(0, min(ZOOM, int(log2(_EQUATOR * wide / (2.05 * distance)))))
    south, east = distance * 1.01 / _DEGREE, distance * 1.01 / (_DEGREE * wide)
    west_x, north_y = _cell(_clamped(point.lon - east, point.lat + south))
    east_x, south_y = _cell(_clamped(point.lon + east, point.lat - south))
    shift = ZOOM - zoom
    columns, rows = range(west_x >> shift, (east_x >> shift) + 1), range(north_y >> shift, (south_y >> shift) + 1)
    return [tile_range(zoom, x, y) for x in columns for y in rows]


def tile_corner(z: int, x: int, y: int) -> Point:
    """The north-west corner of a tile."""
    side = 1 << z
    return Point(lon=x / side * 360 - 180, lat=atan(sinh(pi * (1 - 2 * y / side))) * 180 / pi)


def metres(a: Point, b: Point) -> float:
    """Distance over the sphere, in metres; within 0.5 % of the ellipsoid's."""
    u, v = radians(b.lat - a.lat), radians(b.lon - a.lon)
    h = sin(u / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(v / 2) ** 2
    return 2 * 6_371_008.8 * atan(sqrt(h / (1 - h))) if h < 1 else pi * 6_371_008.8


def _cell(point: Point) -> tuple[int, int]:
    x = min(_SIDE - 1, int((point.lon + 180) / 360 * _SIDE))
    y = min(_SIDE - 1, int((1 - log(tan(radians(point.lat)) + 1 / cos(radians(point.lat))) / pi) / 2 * _SIDE))
    return x, y


def _clamped(lon: float, lat: float) -> Point:
    limit = _LATITUDE_LIMIT
    return Point(lon=max(-180.0, min(180.0, lon)), lat=max(-limit, min(limit, lat)))


def _spread(value: int) -> int:
    """The 26 bits of a number, each followed by a zero."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
