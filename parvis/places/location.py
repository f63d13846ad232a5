"""In which districts a point lies, and whether it lies in the authority at all."""

from collections.abc import Mapping, Sequence
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


def index_of(zoning: Zoning) -> Index:
    """As the zoning is at the version in hand."""
    return _index(zoning.uid, zoning.version)


@dataclass(frozen=True)
class Zonings:
    """The authority's zonings as they are now: asked once for thousands of points."""

    indexes: Mapping[int, Index]

    def districts_at(self, point: Point) -> dict[int, int | None]:
        """For each zoning, by id, the id of the district that holds the point, or None."""
        return {pk: index.find(point) for pk, index in self.indexes.items()}


def zonings() -> Zonings:
    rows = Zoning.objects.order_by("pk").values_list("pk", "uid", "version")
    return Zonings({pk: _index(uid, version) for pk, uid, version in rows})


def districts_at(point: Point) -> dict[int, int | None]:
    """For each zoning of the authority, by id, the id of the district that holds the point, or None."""
    return zonings().districts_at(point)


@lru_cache(maxsize=256)
def _outline(authority: UUID, version: int) -> shapely.Geometry:
    """The authority's outline, made once a version; prepared, so that a town of ten thousand corners answers at once."""
    outline = shape(Territory.objects.values_list("geometry", flat=True).get())
    shapely.prepare(outline)
    return outline


@dataclass(frozen=True)
class Ground:
    """The authority's territory as it is now; one without an outline takes all."""

    outline: shapely.Geometry | None

    def holds(self, point: Point) -> bool:
        return self.outline is None or bool(shapely.intersects_xy(self.outline, point.lon, point.lat))

    @property
    def middle(self) -> Point | None:
        """A point in the midst of it; None where there is no outline."""
        return None if self.outline is None else Point(self.outline.centroid.x, self.outline.centroid.y)

    def metres_to(self, point: Point) -> float:
        """How far outside the point is; 0 within."""
        if self.outline is None or self.holds(point):
            return 0.0
        _here, there = shapely.get_coordinates(shapely.shortest_line(shapely.Point(point.lon, point.lat), self.outline))
        return metres(point, Point(*there))


def ground() -> Ground:
    version = Territory.objects.values_list("version", flat=True).first()
    return Ground(None if version is None else _outline(current().uid, version))


def is_inside(point: Point) -> bool:
    """Whether the point is on the authority's territory; an authority without an outline takes all."""
    return ground().holds(point)
