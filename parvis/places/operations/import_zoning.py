"""Take in a zoning's districts, by their stable code: the same file twice changes nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import mapping, shape
from shapely.ops import unary_union

from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation
from parvis.kernel.tenancy import current
from parvis.places.events import TerritorySet, ZoningImported
from parvis.places.models import District, Territory, Zoning


@dataclass(frozen=True)
class Outline:
    """A district as read from a file: GeoJSON geometry, WGS 84."""

    code: str
    name: str
    geometry: dict[str, object]


@operation
def import_zoning(name: str, *, outlines: Sequence[Outline], by: Actor) -> tuple[Zoning, ZoningImported]:
    """Create or bring up to date the zoning of that name; a district that is no longer there ends today."""
    zoning, _created = Zoning.objects.get_or_create(name=name, defaults={"updated_at": clock.now()})
    zoning = lock(zoning)
    known = {district.code: district for district in District.objects.filter(zoning=zoning)}
    added = changed = 0
    for outline in outlines:
        district = known.pop(outline.code, None)
        if district is None:
            District.objects.create(zoning=zoning, code=outline.code, name=outline.name, geometry=outline.geometry)
            added += 1
        elif (district.name, district.geometry, district.ended_on) != (outline.name, outline.geometry, None):
            district.name, district.geometry, district.ended_on = outline.name, outline.geometry, None
            district.save(update_fields=["name", "geometry", "ended_on"])
            changed += 1
    gone = [district.pk for district in known.values() if district.ended_on is None]
    District.objects.filter(pk__in=gone).update(ended_on=clock.today(current()))
    fact = ZoningImported(added=added, changed=changed, ended=len(gone))
    if added or changed or gone:
        record(zoning, fact, by=by)
    return zoning, fact


@operation
def set_territory(geometries: Sequence[dict[str, object]], *, by: Actor) -> Territory:
    """The authority's outline is the union of these polygons. The same outline again changes nothing."""
    union = unary_union([shape(geometry) for geometry in geometries])
    outline = json.loads(json.dumps(mapping(union)))  # lists, as the database gives them back, and not tuples
    territory = Territory.objects.first() or Territory(geometry={}, updated_at=clock.now())
    if territory.geometry == outline:
        return territory
    territory.geometry = outline
    territory.save()
    record(territory, TerritorySet(pieces=len(getattr(union, "geoms", [union]))), by=by)
    return territory
