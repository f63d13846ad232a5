"""Give the town its outline, or correct it: what lies outside is refused."""

from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation, require
from parvis.places import policy
from parvis.places.events import TerritoryRedrawn
from parvis.places.location import Ground
from parvis.places.models import Territory
from parvis.places.outlines import Outline, to_the_centimetre
from parvis.places.survey import survey


@operation
def redraw_territory(territory: Territory, *, geometry: dict[str, object], by: Actor) -> Territory:
    """Another outline. The same again changes nothing. Cases that were received before stay where they are."""
    territory = lock(territory)
    require(policy.can_draw(by))
    if to_the_centimetre(territory.geometry) == to_the_centimetre(geometry):
        return territory
    fact = TerritoryRedrawn(before={"area": _area(territory.geometry)}, after={"area": _area(geometry)})
    territory.geometry = geometry
    territory.save(update_fields=["geometry"])
    record(territory, fact, by=by)
    return territory


def _area(geometry: dict[str, object]) -> str:
    """In m²."""
    return f"{survey([Outline('', '', geometry)], Ground(None)).areas['']:.0f}"
