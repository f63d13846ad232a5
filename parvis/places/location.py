"""In which districts a point lies, and whether it lies in the authority at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry import shape

from parvis.kernel.tenancy import current
from parvis.places.models import District, Territory, Zoning
from parvis.places.points import Point


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
def _index(zoning_id: int, version: int) -> Index:
    """Made once a version: the version comes from the row, so no process can serve an old outline."""
    rows = list(
        District.objects.filter(zoning_id=zoning_id, ended_on__isnull=True).order_by("code").values_list("pk", "geometry")
    )
    return Index(shapely.STRtree([shape(geometry) for _pk, geometry in rows]), [pk for pk, _geometry in rows])


def districts_at(point: Point) -> dict[int, int | None]:
    """For each zoning of the authority, by id, the id of the district that holds the point, or None."""
    zonings = Zoning.objects.order_by("pk").values_list("pk", "version")
    return {pk: _index(pk, version).find(point) for pk, version in zonings}


def is_inside(point: Point) -> bool:
    """Whether the point is on the authority's territory; an authority without an outline takes all."""
    outline = Territory.objects.filter(authority=current()).values_list("geometry", flat=True).first()
    return outline is None or bool(shapely.intersects_xy(shape(outline), point.lon, point.lat))
