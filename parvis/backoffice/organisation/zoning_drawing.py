"""A zoning drawn as a small picture: its districts, numbered as in the list beside it, and what is wrong with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely
from shapely.geometry import shape

from parvis.kernel.text import fold
from parvis.places.location import Ground, ground
from parvis.places.models import District, Territory, Zoning
from parvis.places.outlines import Outline
from parvis.places.points import Point
from parvis.places.survey import Flaw, Plane, Survey, survey

WIDTH, TALLEST, MARGIN = 800.0, 900.0, 24.0
# In the picture's own units: what is nearer to a line than that is on it, and what is smaller has no room for a number.
FINE, ROOM = 0.8, 34.0
SHOWN = 12
TONES = "abcde"


@dataclass(frozen=True)
class Piece:
    """One district. `number`: as in the list; it is written where there is room for it. `tone`: none of its neighbours' own."""

    number: int
    tone: str
    outline: Outline
    path: str
    x: str
    y: str
    has_room: bool
    area: float


@dataclass(frozen=True)
class Mark:
    """What is wrong: `label`, as in the list of what is wrong, where it is."""

    label: str
    flaw: Flaw
    x: str
    y: str


@dataclass(frozen=True)
class Drawing:
    """`more_holes` and `more_overlaps`: how many smaller ones are not told one by one."""

    height: int
    town: str
    pieces: list[Piece]
    holes: list[Mark]
    overlaps: list[Mark]
    more_holes: int
    more_overlaps: int
    uncovered: float | None

    @property
    def covers_all(self) -> bool:
        """But for the thickness of a line."""
        return self.uncovered is not None and self.uncovered < 0.05

    @property
    def is_whole(self) -> bool:
        return not (self.holes or self.overlaps)


@dataclass(frozen=True)
class Paper:
    """Degrees to the picture's units: north is up."""

    plane: Plane
    west: float
    north: float
    scale: float

    def place(self, one: shapely.Geometry) -> shapely.Geometry:
        corner = np.array([self.west, self.north])
        flip = np.array([self.scale, -self.scale])
        return shapely.transform(self.plane.metres(one), lambda corners: (corners - corner) * flip + MARGIN)

    def spot(self, at: Point) -> tuple[str, str]:
        placed = self.place(shapely.Point(at.lon, at.lat))
        return f"{placed.x:.1f}", f"{placed.y:.1f}"


def drawing_of(zoning: Zoning) -> Drawing:
    """Made once a version of the zoning and of the town's outline."""
    town = Territory.objects.values_list("version", flat=True).first() or 0
    return _drawing_of(zoning.uid, zoning.version, zoning.updated_at, town)


@lru_cache(maxsize=32)
def _drawing_of(zoning: UUID, _version: int, _at: datetime, _town: int) -> Drawing:
    rows = District.objects.filter(zoning__uid=zoning, ended_on__isnull=True).order_by("name", "code")
    return draw([Outline(row.code, row.name, row.geometry) for row in rows], ground())


def draw(outlines: Sequence[Outline], town: Ground) -> Drawing:
    """With what `survey` finds, in the order in which people count: Secteur 2 before Secteur 10."""
    outlines = sorted(outlines, key=lambda one: (re.sub(r"\d+", lambda digits: digits[0].zfill(9), fold(one.name)), one.code))
    found = survey(outlines, town)
    shapes = [shape(outline.geometry) for outline in outlines]
    all_ = [*shapes, *([town.outline] if town.outline is not None else [])]
    if not all_:
        return Drawing(100, "", [], [], [], 0, 0, None)
    paper, height = _paper(all_)
    placed = [shapely.simplify(paper.place(one), FINE) for one in shapes]
    tones = _tones(placed)
    return Drawing(
        height=height,
        town=_path(shapely.simplify(paper.place(town.outline), FINE)) if town.outline is not None else "",
        pieces=[
            _piece(number, tones[number - 1], outline, placed[number - 1], found) for number, outline in enumerate(outlines, 1)
        ],
        holes=[Mark(f"T{n}", flaw, *paper.spot(flaw.at)) for n, flaw in enumerate(found.holes[:SHOWN], 1)],
        overlaps=[Mark(f"R{n}", flaw, *paper.spot(flaw.at)) for n, flaw in enumerate(found.overlaps[:SHOWN], 1)],
        more_holes=max(0, len(found.holes) - SHOWN),
        more_overlaps=max(0, len(found.overlaps) - SHOWN),
        uncovered=found.uncovered,
    )


def _paper(shapes: Sequence[shapely.Geometry]) -> tuple[Paper, int]:
    west, south, east, north = shapely.total_bounds(np.array(shapes)).tolist()
    plane = Plane.at((south + north) / 2)
    wide, tall = max((east - west) * plane.east, 1.0), max((north - south) * plane.north, 1.0)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    return Paper(plane, west * plane.east, north * plane.north, scale), round(tall * scale + 2 * MARGIN)


def _tones(placed: Sequence[shapely.Geometry]) -> list[str]:
    """Each the first that no neighbour before it has: five do for nearly every map."""
    tree = shapely.STRtree(placed)
    tones: list[str] = []
    for number, one in enumerate(placed):
        taken = {tones[other] for other in tree.query(one, predicate="dwithin", distance=2 * FINE).tolist() if other < number}
        tones.append(next((tone for tone in TONES if tone not in taken), TONES[number % len(TONES)]))
    return tones


def _piece(number: int, tone: str, outline: Outline, placed: shapely.Geometry, found: Survey) -> Piece:
    middle = placed.representative_point()
    widest = max(shapely.get_parts([placed]).tolist(), key=lambda part: part.area)
    has_room = widest.buffer(-ROOM / 2).area > 0
    spot = f"{middle.x:.1f}", f"{middle.y:.1f}"
    return Piece(number, tone, outline, _path(placed), *spot, has_room, found.areas.get(outline.code, 0.0))


def _path(placed: shapely.Geometry) -> str:
    written = []
    for part in shapely.get_parts([placed]).tolist():
        for line in (part.exterior, *part.interiors):
            corners = np.round(shapely.get_coordinates(line)[:-1], 1).tolist()
            written.append("M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z")
    return "".join(written)
