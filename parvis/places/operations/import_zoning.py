"""Take in a zoning's districts, by their stable code: the same file twice changes nothing."""

import json
from collections.abc import Sequence

from shapely.geometry import mapping, shape
from shapely.ops import unary_union

from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation, require
from parvis.kernel.schedule import schedule
from parvis.kernel.tenancy import current
from parvis.places import policy
from parvis.places.events import TerritorySet, ZoningRedrawn
from parvis.places.models import District, Territory, Zoning
from parvis.places.outlines import Outline, compare

# The timer that has what is open placed in the districts as they are now.
PLACING = "zoning.placing"


@operation
def import_zoning(name: str, *, outlines: Sequence[Outline], by: Actor) -> tuple[Zoning, ZoningRedrawn]:
    """Create or bring up to date the zoning of that name; a district that is no longer there ends today."""
    require(policy.can_draw(by))
    zoning, _created = Zoning.objects.get_or_create(name=name, defaults={"updated_at": clock.now()})
    return redraw(zoning, outlines=outlines, by=by)


@operation
def redraw(zoning: Zoning, *, outlines: Sequence[Outline], by: Actor) -> tuple[Zoning, ZoningRedrawn]:
    """Bring the zoning up to date: districts are known by their code, and one that is not among these ends today."""
    zoning = lock(zoning)
    require(policy.can_draw(by))
    found = compare(zoning, outlines)
    fact = ZoningRedrawn(
        added=[outline.code for outline in found.added],
        changed=[outline.code for _district, outline in found.changed],
        ended=[district.code for district in found.gone],
    )
    if found.is_nothing:
        return zoning, fact
    District.objects.bulk_create(
        District(zoning=zoning, code=outline.code, name=outline.name, geometry=outline.geometry) for outline in found.added
    )
    for district, outline in found.changed:
        district.name, district.geometry, district.ended_on = outline.name, outline.geometry, None
    District.objects.bulk_update([district for district, _outline in found.changed], ["name", "geometry", "ended_on"], 100)
    gone = District.objects.filter(pk__in=[district.pk for district in found.gone])
    gone.update(ended_on=clock.today(current()))
    record(zoning, fact, by=by)
    place_again(zoning)
    return zoning, fact


def place_again(zoning: Zoning) -> None:
    """Within the operation that has redrawn it: from the first, whatever was under way."""
    zoning.placing_after = zoning.placing_total = zoning.placing_seen = zoning.placing_moved = 0
    zoning.save(update_fields=["placing_after", "placing_total", "placing_seen", "placing_moved"])
    schedule(zoning, PLACING, clock.now())


@operation
def set_territory(geometries: Sequence[dict[str, object]], *, by: Actor) -> Territory:
    """The authority's outline is the union of these polygons. The same outline again changes nothing."""
    require(policy.can_draw(by))
    union = unary_union([shape(geometry) for geometry in geometries])
    outline = json.loads(json.dumps(mapping(union)))  # lists, as the database gives them back, and not tuples
    territory = Territory.objects.first() or Territory(geometry={}, updated_at=clock.now())
    if territory.geometry == outline:
        return territory
    territory.geometry = outline
    territory.save()
    record(territory, TerritorySet(pieces=len(getattr(union, "geoms", [union]))), by=by)
    return territory
