"""The address of a report that is begun already: its category chosen, its place written, for a poster on a shelter."""

from dataclasses import dataclass
from urllib.parse import urlencode

from parvis.cases.admission import wrong_with_address
from parvis.cases.models import Category
from parvis.kernel.tenancy import current
from parvis.places.location import is_inside
from parvis.places.points import Point

LONGEST_PLACE = 120


@dataclass(frozen=True)
class Begun:
    """A place: an address or the name of a piece of equipment; with a point it needs no looking for."""

    place: str = ""
    point: Point | None = None

    @property
    def query(self) -> dict[str, str]:
        point = {"lat": f"{self.point.lat:.6f}", "lon": f"{self.point.lon:.6f}"} if self.point else {}
        return {"lieu": self.place, **point} if self.place else {}


def read_begun(place: str, lat: str, lon: str) -> Begun:
    """What of it can be used: a link is old, cut or made up, and the form is then simply empty."""
    words = " ".join(place.replace("\0", "").split())
    if not words or len(words) > LONGEST_PLACE or wrong_with_address(words):
        return Begun()
    try:
        point = Point(lon=round(float(lon), 6), lat=round(float(lat), 6))
    except ValueError:
        return Begun(words)
    return Begun(words, point if is_inside(point) else None)


def address_of(category: Category | None, begun: Begun) -> str:
    """Where the poster leads. By the category's id: it may be renamed, and the poster stays."""
    query = {**({"categorie": str(category.pk)} if category else {}), **begun.query}
    return f"{current().site_url}/signaler" + (f"?{urlencode(query)}" if query else "")
