"""In which districts a point lies, and whether it lies in the authority at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import shapely
from shapely.geometry import shape

from parvis.kernel.tenancy import current
from parvis.places.models import District, Territory, Zoning
from parvis.places.points import Point, metres


@dataclass(frozen=True)
class Index:
    """The polygons of one zoning at one version."""

    tree: shapely.STRtree
    district_ids: Sequence[int]

    def find(self, point: Point) -> int | None:
        """The district that holds the point; the first by code where two overlap, none in a hole."""
        hits = sorted(self.tree.query(shapely.Point(point.lon, point.lat), predicate="intersects"))
        return self.district_ids[hits[0]] if hits else None


@lru_cache(maxsize=256)
def _index(zoning: UUID, version: int) -> Index:
    """Made once a version: the version comes from the row, so no process can serve an old outline."""
    rows = list(
        District.objects.filter(zoning__uid=zoning, ended_on__isnull=True).order_by("code").values_list("pk", "geometry")
    )
    return Index(shapely.STRtree([shape(geometry) for _pk, geometry in rows]), [pk for pk, _geometry in rows])


def districts_at(point: Point) -> dict[int, int | None]:
    """For each zoning of the authority, by id, the id of the district that holds the point, or None."""
    zonings = Zoning.objects.order_by("pk").values_list("pk", "uid", "version")
    return {pk: _index(uid, version).find(point) for pk, uid, version in zonings}


@lru_cache(maxsize=256)
def _outline(authority: UUID, version: int) -> shapely.Geometry:
    """The authority's outline, made once a version; prepared, so that a town of ten thousand corners answers at once."""
    outline = shape(Territory.objects.values_list("geometry", flat=True).get())
    shapely.prepare(outline)
    return outline


def _present_outline() -> shapely.Geometry | None:
    version = Territory.objects.values_list("version", flat=True).first()
    return None if version is None else _outline(current().uid, version)


def is_inside(point: Point) -> bool:
    """Whether the point is on the authority's territory; an authority without an outline takes all."""
    outline = _present_outline()
    return outline is None or bool(shapely.intersects_xy(outline, point.lon, point.lat))


def metres_outside(point: Point) -> float:
    """How far the point is from the authority's territory; 0 inside it, and where there is no outline."""
    outline = _present_outline()
    if outline is None or shapely.intersects_xy(outline, point.lon, point.lat):
        return 0.0
    _here, there = shapely.get_coordinates(shapely.shortest_line(shapely.Point(point.lon, point.lat), outline))
    return metres(point, Point(*there))
