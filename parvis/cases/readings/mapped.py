"""The cases of the public list as points of a map: a tile of it, and what stands in a frame of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from parvis.cases.querysets import CaseQuerySet
from parvis.cases.readings import public
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.public import REPAIRED, UNDER_WAY, Filters, Row
from parvis.places import tiles
from parvis.places.frames import Frame, Keys
from parvis.places.points import ZOOM, tile_range
from parvis.places.tiles import Whole

DEEPEST = 18  # beyond it, a browser enlarges: a side is a hundred metres there
CLUSTERED_ABOVE = 300  # points in a tile
CELLS = 8  # a side of a tile: with more, clusters look like a grid
# A tile of this zoom and beyond is a few streets, where few were ever done; before it, few were done lately.
STREETS = 15
RINGS = ("new", "open", "waiting", "done")
UNDER = ("zkey", "pk", "category", "status", "year", "sequence")
DONE = ("zkey", "pk", "category", "year", "sequence", "closed_at")

NEAREST = 20


class Spot(NamedTuple):
    """A case on the map. `ring`: its state, as `standing` has it."""

    zkey: int
    pk: int
    category: int
    ring: str
    year: int
    sequence: int


@dataclass(frozen=True)
class Spots:
    """As rows, and their keys as an array."""

    rows: Sequence[Spot]

    @cached_property
    def keys(self) -> Whole:
        return np.array([row.zkey for row in self.rows], np.int64)

    def __len__(self) -> int:
        return len(self.rows)


def spots(filters: Filters, catalogue: Catalogue, *keys: Keys) -> Spots:
    """What the list shows under these filters, of the keys `first <= key < last`. Two queries, each by an index of its own."""
    rows: list[Spot] = []
    if filters.state in ("", UNDER_WAY):
        under_way = public.narrowed(public.under_way(catalogue), filters, catalogue)
        rows += [Spot(*row) for row in _of(under_way, keys).values_list(*UNDER)]
    if filters.state in ("", REPAIRED):
        rows += _done(filters, catalogue, keys)
    return Spots(rows)


def _done(filters: Filters, catalogue: Catalogue, keys: Sequence[Keys]) -> Iterable[Spot]:
    """By place or by date, whichever is the shorter; the other is looked at here, lest a planner choose the longer."""
    since = public.done_since()
    done = public.narrowed(public.done(catalogue), filters, catalogue)
    is_few_streets = sum(last - first for first, last in keys) <= 1 << 2 * (ZOOM - STREETS)
    found = _of(done, keys) if is_few_streets else done.filter(closed_at__gte=since).order_by()
    for zkey, pk, category, year, sequence, closed_at in found.values_list(*DONE):
        is_late = closed_at is None or closed_at < since
        if zkey is not None and not is_late and any(first <= zkey < last for first, last in keys):
            yield Spot(zkey, pk, category, "done", year, sequence)


def _of(found: CaseQuerySet, keys: Sequence[Keys]) -> CaseQuerySet:
    """One search a range, then their union: as one condition with OR, a planner may read all there is."""
    one, *others = [found.filter(zkey__gte=first, zkey__lt=last).order_by() for first, last in keys]
    return one.union(*others, all=True) if others else one


def tile(filters: Filters, catalogue: Catalogue, z: int, x: int, y: int) -> bytes:
    """A vector tile of two layers: `cases`, and `groups` of those that would lie over one another.

    Up to 300 cases, all of them are in `cases`; above, only those that are alone in their cell. `alone` is 1 for what is in
    no group: so the groups and those that are alone are always all of them, each once.
    """
    there = spots(filters, catalogue, tile_range(z, x, y))
    if not there.rows:
        return b""
    east, south = tiles.in_tile(there.keys, z, x, y)
    side = tiles.EXTENT // CELLS
    cell = south // side * CELLS + east // side
    alone = np.bincount(cell, minlength=CELLS * CELLS)[cell] == 1
    shown = np.flatnonzero(alone) if len(there) > CLUSTERED_ABOVE else np.arange(len(there))
    return tiles.encode(
        _cases([there.rows[place] for place in shown.tolist()], catalogue, east[shown], south[shown], alone[shown]),
        _groups(there, cell, east, south, alone),
    )


@dataclass(frozen=True)
class Here:
    """What stands in a frame: how many, and those nearest to its middle."""

    count: int
    rows: Sequence[Row]


def here(filters: Filters, catalogue: Catalogue, frame: Frame) -> Here:
    there = spots(filters, catalogue, *frame.keys)
    if not there.rows:
        return Here(0, [])
    x, y = tiles.gathered(there.keys), tiles.gathered(there.keys >> 1)
    (west, north), (east, south) = frame.corners
    inside = np.flatnonzero((x >= west) & (x <= east) & (y >= north) & (y <= south))
    far = (2 * x[inside] - west - east) ** 2 + (2 * y[inside] - north - south) ** 2
    nearest = inside[np.argsort(far, kind="stable")[:NEAREST]]
    return Here(len(inside), public.rows_of([there.rows[place].pk for place in nearest.tolist()]))


def _cases(rows: Sequence[Spot], catalogue: Catalogue, east: Whole, south: Whole, alone: Whole) -> tiles.Layer:
    """A number, a state, a drawing: what a row of the public list says, and no more."""
    drawn = catalogue.pictograms
    return tiles.points(
        "cases",
        east,
        south,
        {
            "number": [f"{row.year}/{row.sequence:06d}" for row in rows],
            "state": [row.ring for row in rows],
            "pictogram": [drawn[row.category] for row in rows],
            "alone": alone.astype(np.int64),
        },
    )


def _groups(there: Spots, cell: Whole, east: Whole, south: Whole, alone: Whole) -> tiles.Layer:
    """A cell is where its cases are: in the midst of them, not in its own."""
    counts = np.bincount(cell[~alone], minlength=CELLS * CELLS)
    full = np.flatnonzero(counts)

    def summed(of: Whole) -> Whole:
        return np.bincount(cell, weights=of, minlength=CELLS * CELLS)[full].astype(np.int64)

    ring = np.array([RINGS.index(row.ring) for row in there.rows])
    shares = {name: summed((ring == place).astype(np.int64)) for place, name in enumerate(RINGS)}
    count = counts[full]
    # Enlarged, a browser shows the cases instead of their group; but for those too many to be sent.
    folded = np.full(len(full), int(len(there) > CLUSTERED_ABOVE))
    return tiles.points("groups", summed(east) // count, summed(south) // count, {"count": count, "folded": folded, **shares})
