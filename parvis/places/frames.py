"""What a map shows: a rectangle of the world, as a few ranges of Morton keys."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parvis.places.points import ZOOM, Point, tile_range
from parvis.places.tiles import gathered

Keys = tuple[int, int]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """Its north-west and south-east corners."""

    north_west: Point
    south_east: Point

    @cached_property
    def corners(self) -> tuple[Cell, Cell]:
        """The cells of zoom 26 of the two corners: east, then south."""
        return cell(self.north_west), cell(self.south_east)

    @cached_property
    def keys(self) -> list[Keys]:
        """Up to four tiles that hold it, those that touch made one."""
        (west, north), (east, south) = self.corners
        shift = max(0, max(east - west, south - north).bit_length())
        z = max(0, ZOOM - shift)
        shift = ZOOM - z
        columns, rows = {west >> shift, east >> shift}, {north >> shift, south >> shift}
        ranges: list[Keys] = []
        for first, last in sorted(tile_range(z, x, y) for x in columns for y in rows):
            if ranges and ranges[-1][1] == first:
                ranges[-1] = (ranges[-1][0], last)
            else:
                ranges.append((first, last))
        return ranges


def read(text: str) -> Frame | None:
    """« west,south,east,north » in degrees; None for what is none."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        frame = Frame(Point(west, north), Point(east, south))
    except ValueError:
        return None
    return frame if west <= east and south <= north else None


def cell(point: Point) -> Cell:
    """Of zoom 26: east, then south."""
    key = np.array([point.zkey])
    return int(gathered(key)[0]), int(gathered(key >> 1)[0])
