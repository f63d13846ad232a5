"""What is reported already around a place, before one more is sent."""

from dataclasses import dataclass

from parvis.cases.models import Category
from parvis.cases.readings import public
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.public import Filters, Row
from parvis.places.points import Point, keys_around, metres

SHOWN = 5
# In the busiest square of a large town: more would be a map's work.
LOOKED_AT = 500


@dataclass(frozen=True)
class Neighbour:
    """`distance`: metres, rounded to ten; 0 is hardly any."""

    row: Row
    distance: int


def nearby(category: Category, point: Point, catalogue: Catalogue) -> list[Neighbour]:
    """The public cases under way of the same theme, the nearest first, within the category's distance.

    Six queries at most: a range of keys for each of the four tiles that the circle may lie on, then the few to show.
    """
    reach = category.nearby_metres
    if not reach:
        return []
    theme = Filters(theme=catalogue.theme_of(category).pk)
    there = public.narrowed(public.under_way(catalogue), theme, catalogue).order_by()
    found: list[tuple[float, int]] = []
    for first, last in keys_around(point, reach):
        there_is = there.filter(zkey__gte=first, zkey__lt=last).values_list("pk", "lon", "lat")
        for pk, lon, lat in there_is[:LOOKED_AT]:
            assert lon is not None and lat is not None, "a key is that of a point"
            found.append((metres(point, Point(lon=lon, lat=lat)), pk))
    nearest = sorted(one for one in found if one[0] <= reach)[:SHOWN]
    rows = public.rows_of([pk for _distance, pk in nearest])
    return [Neighbour(row, round(distance / 10) * 10) for row, (distance, _pk) in zip(rows, nearest, strict=True)]
