"""What a page needs for an outline to be drawn on a map: the ground, what stands around, and where to look."""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from django.http import HttpRequest, HttpResponse
from shapely.geometry import shape

from parvis.backoffice.organisation.sections import show_section
from parvis.directory.models import Agent
from parvis.kernel.tenancy import current
from parvis.places.models import District, Territory, Zoning
from parvis.ui.base_map import BaseMap, base_map_of, open_to

# What a browser draws and looks through at each move of a hand; the nearest are kept.
MOST_CORNERS = 30_000
Geometry = dict[str, object]


@dataclass(frozen=True)
class OutlineMap:
    """`around`: GeoJSON; `bounds`: "west,south,east,north", or "" for the whole country."""

    base: BaseMap
    around: dict[str, object]
    bounds: str


def show_outline(request: HttpRequest, agent: Agent, template: str, context: dict[str, object], *, status: int) -> HttpResponse:
    """A section whose `map` may ask the ground's host, and no other."""
    response = show_section(request, agent, template, context, section="zonings", status=status)
    shown = context["map"]
    if isinstance(shown, OutlineMap):
        open_to(shown.base, response)
    return response


def map_of_district(zoning: Zoning, found: District | None) -> OutlineMap:
    """Among its neighbours, within the town."""
    others = District.objects.filter(zoning=zoning, ended_on__isnull=True).order_by("pk")
    if found is not None:
        others = others.exclude(pk=found.pk)
    return outline_map(found.geometry if found else None, others.values_list("geometry", flat=True))


def outline_map(own: Geometry | None, others: Iterable[Geometry] = (), *, has_town: bool = True) -> OutlineMap:
    town: Geometry | None = Territory.objects.values_list("geometry", flat=True).first() if has_town else None
    neighbours = list(others)
    middle = shape(own).centroid if own else None
    if middle is not None:
        neighbours.sort(key=lambda one: float(middle.distance(shape(one))))
    told, corners = [], 0
    for one in neighbours:
        corners += int(shapely.get_num_coordinates(shape(one)))
        if corners <= MOST_CORNERS:
            told.append(_feature("neighbour", one))
    if town is not None and int(shapely.get_num_coordinates(shape(town))) <= MOST_CORNERS:
        told.append(_feature("town", town))
    seen = [own] if own else [town] if town else neighbours
    bounds = ",".join(f"{value:.5f}" for value in shapely.total_bounds([shape(one) for one in seen])) if seen else ""
    return OutlineMap(base_map_of(current()), {"type": "FeatureCollection", "features": told}, bounds)


def _feature(kind: str, geometry: Geometry) -> dict[str, object]:
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": geometry}
