"""A report begun by a link: `/signaler?categorie=12&lieu=Abribus Mairie&lat=…&lon=…`; what cannot be used is left out."""

from django.http import QueryDict

from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.links import Begun, read_begun
from parvis.kernel.text import fold
from parvis.kernel.typed import whole_number


def read(asked: QueryDict, catalogue: Catalogue) -> dict[str, str]:
    """The fields of the first page. The category by its number, or by its name as one reads it."""
    begun = _begun(asked)
    fields = {"category": _category(asked.get("categorie", ""), catalogue), "address": begun.place}
    if begun.point is not None:
        # As an address that was found: other words than these leave the point behind.
        at = {"lat": str(begun.point.lat), "lon": str(begun.point.lon)}
        fields |= {**at, "found": begun.place, "found_for": begun.place}
    return fields


def kept(asked: QueryDict) -> dict[str, str]:
    """What goes along while one chooses the category."""
    return _begun(asked).query


def _begun(asked: QueryDict) -> Begun:
    return read_begun(asked.get("lieu", ""), asked.get("lat", ""), asked.get("lon", ""))


def _category(asked: str, catalogue: Catalogue) -> str:
    if whole_number(asked) is not None:
        return asked
    wanted = fold(" ".join(asked.split()))
    named = (one.pk for group in catalogue.to_choose for one in group.categories if fold(one.name) == wanted)
    return str(next(named, "")) if wanted else ""
