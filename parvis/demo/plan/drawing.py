"""A tile of the plan: what of each layer is in it, cut, rounded and written."""

from functools import lru_cache

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from parvis.demo.plan.sheet import Shapes, sheet
from parvis.places import tiles
from parvis.places.points import ZOOM
from parvis.places.tiles import EXTENT, Kind, Whole

DEEPEST = 17
BORDER = 96  # of a tile's units: lines are drawn a little beyond it, lest its side be seen
FINE = 16  # from this zoom on, corners are where they are
TYPES = {Kind.LINE: 1, Kind.POLYGON: 3}  # as Shapely numbers them
_MOVED, _LINE, _CLOSED = np.array([9]), 2, np.array([15])


@lru_cache(maxsize=1000)
def draw(z: int, x: int, y: int) -> bytes:
    """Empty far from the town. The plan never changes: what one process keeps is true in all."""
    size = 1 << (ZOOM - z)
    border = size * BORDER / EXTENT
    box = (x * size - border, y * size - border, (x + 1) * size + border, (y + 1) * size + border)
    layers = (layer for layer in sheet() if z >= layer.from_zoom)
    return tiles.encode(*(_cut(layer, box, (x * size, y * size), EXTENT / size, z) for layer in layers))


def _cut(layer: Shapes, box: tuple[float, float, float, float], corner: tuple[int, int], scale: float, z: int) -> tiles.Layer:
    """What of a layer is within the box."""
    there = np.sort(layer.tree.query(shapely.box(*box)))
    shapes = layer.tree.geometries[there]
    if layer.kind == Kind.POINT:
        spots = _rounded(shapes, corner, scale)
        inside = ((spots >= 0) & (spots < EXTENT)).all(axis=1)
        return tiles.points(layer.name, spots[inside, 0], spots[inside, 1], layer.said(there[inside]))
    tolerance = 0.4 / scale if z >= FINE else 4 / scale
    parts, whose = shapely.get_parts(shapely.simplify(shapely.clip_by_rect(shapes, *box), tolerance), return_index=True)
    wanted = shapely.get_type_id(parts) == TYPES[layer.kind]
    parts, whose = shapely.orient_polygons(parts[wanted]), whose[wanted]
    written = [_written(part, corner, scale) for part in parts.tolist()]
    sizes = np.array([len(commands) for commands in written], np.int64)
    commands = np.concatenate([np.array([], np.int64), *written])
    return tiles.Layer(layer.name, layer.kind, commands, sizes[sizes > 0], layer.said(there[whose][sizes > 0]))


def _rounded(shape: BaseGeometry, corner: tuple[int, int], scale: float) -> Whole:
    rounded: Whole = np.rint((shapely.get_coordinates(shape) - corner) * scale).astype(np.int64)
    return rounded


def _written(shape: BaseGeometry, corner: tuple[int, int], scale: float) -> Whole:
    """The commands that draw a line or a polygon; none for what is less than a unit wide."""
    is_area = isinstance(shape, Polygon)
    rings = [shape.exterior, *shape.interiors] if isinstance(shape, Polygon) else [shape]
    cursor = np.zeros((1, 2), np.int64)
    written: list[Whole] = []
    for ring in rings:
        spots = _rounded(ring, corner, scale)
        moved = np.ones(len(spots), bool)
        moved[1:] = (spots[1:] != spots[:-1]).any(axis=1)
        spots = spots[moved][:-1] if is_area else spots[moved]
        if len(spots) >= (3 if is_area else 2):
            steps = tiles.zigzag(np.diff(spots, axis=0, prepend=cursor)).ravel()
            cursor = spots[-1:]
            line = np.array([_LINE | (len(spots) - 1) << 3])
            written += [_MOVED, steps[:2], line, steps[2:], *([_CLOSED] if is_area else [])]
        elif not written:
            break  # nothing is left of the outline: its holes are nothing
    return np.concatenate([np.array([], np.int64), *written])
