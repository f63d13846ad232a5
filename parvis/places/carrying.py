"""What the file of a configuration says of the ground: the outline of the town, its zonings and their districts."""

import json
from collections.abc import Mapping

import numpy as np
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.geometry import mapping, shape

from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, Field, Part, Row, Text, Unfit, Value, join, split
from parvis.kernel.operations import Refused
from parvis.places.geojson import DECIMALS, KINDS, repaired
from parvis.places.models import District, Territory, Zoning
from parvis.places.operations.districts import change_district, draw_district, end_district
from parvis.places.operations.import_zoning import import_zoning, set_territory
from parvis.places.outlines import Outline

LONGEST = 120


class Drawn:
    """An outline, on one line of GeoJSON; always in the same order, so that the same one is the same text."""

    def write(self, value: Value) -> object:
        return value

    def read(self, written: object) -> Value:
        try:
            geometry = json.loads(str(written))
            if not isinstance(geometry, dict) or geometry.get("type") not in KINDS:
                raise Unfit(_("un contour est un « Polygon » ou un « MultiPolygon » GeoJSON, sur une ligne"))
            read = shapely.force_2d(shape(geometry))
            if read.is_empty or not np.isfinite(shapely.get_coordinates(read)).all():
                raise Unfit(_("ce contour est vide, ou une de ses coordonnées n’est pas un nombre"))
            return canonical(mapping(repaired(read)))
        except (shapely.errors.GEOSException, TypeError, LookupError, AttributeError, RecursionError):
            raise Unfit(_("ce contour ne peut pas être lu")) from None
        except ValueError as error:  # of JSON, which speaks English; or of `repaired`, in words
            raise Unfit(_("ce contour ne peut pas être lu : %s") % error) from None

    def said(self, before: Value | None, after: Value) -> str:
        return _("dessiné") if before is None else _("redessiné")


def canonical(geometry: Mapping[str, object]) -> str:
    one = shapely.transform(shape(geometry), lambda corners: np.round(corners, DECIMALS))
    parts = shapely.get_parts(one)
    return json.dumps(mapping(shapely.normalize(parts[0] if len(parts) == 1 else one)), separators=(",", ":"))


def plain(drawn: Value) -> dict[str, object]:
    read: dict[str, object] = json.loads(str(drawn))
    return read


class OutlinePart(Part):
    key = "contour"
    title = gettext_lazy("Contour de la commune")
    fields = (Field("trace", gettext_lazy("tracé"), Drawn(), carries=("places.Territory.geometry",)),)

    def rows(self) -> list[Row]:
        found = Territory.objects.first()
        return [{"trace": canonical(found.geometry)}] if found else []

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        known = Territory.objects.first()
        if known is None or canonical(known.geometry) != row["trace"]:
            set_territory([plain(row["trace"])], by=by)


class ZoningPart(Part):
    """In the order in which they were made: the first is that of the categories that name none."""

    key = "decoupages"
    title = gettext_lazy("Découpages")
    fields = (Field("nom", NAME, Text(), carries=("places.Zoning.name",)),)
    identity = ("nom",)

    def rows(self) -> list[Row]:
        return [{"nom": name} for name in Zoning.objects.order_by("pk").values_list("name", flat=True)]

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        name = str(row["nom"]).strip()
        if not 0 < len(name) <= LONGEST:
            raise Refused(_("Donnez un nom au découpage : 120 caractères au plus."))
        if not Zoning.objects.filter(name=name).exists():
            import_zoning(name, outlines=[], by=by)


class DistrictPart(Part):
    key = "secteurs"
    title = gettext_lazy("Secteurs")
    fields = (
        Field("decoupage", gettext_lazy("découpage"), Text(), carries=("places.District.zoning",), refers="decoupages"),
        Field("code", gettext_lazy("code"), Text(), carries=("places.District.code",)),
        Field("nom", NAME, Text(), carries=("places.District.name",)),
        Field("trace", gettext_lazy("tracé"), Drawn(), carries=("places.District.geometry",)),
    )
    identity = ("decoupage", "code")

    def rows(self) -> list[Row]:
        found = District.objects.filter(ended_on__isnull=True).select_related("zoning").order_by("zoning", "code")
        return [
            {"decoupage": join((one.zoning.name,)), "code": one.code, "nom": one.name, "trace": canonical(one.geometry)}
            for one in found
        ]

    def name(self, row: Row) -> str:
        return join((*split(str(row.get("decoupage", ""))), str(row.get("code", ""))))

    def said(self, row: Row) -> str:
        return f"{row['nom']} ({row['code']})"

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        zoning = _zoning(row)
        code, name = str(row["code"]), str(row["nom"])
        if not (code.strip() and name.strip() and len(code) <= 60 and len(name) <= LONGEST):
            raise Refused(_("Un secteur a un code et un nom : 60 et 120 caractères au plus."))
        outline = Outline(code, name, plain(row["trace"]))
        known = District.objects.filter(zoning=zoning, code=outline.code, ended_on__isnull=True).first()
        if known is None:
            draw_district(zoning, outline=outline, by=by)
        elif canonical(known.geometry) == row["trace"]:
            change_district(zoning, district=known, outline=Outline(outline.code, outline.name, known.geometry), by=by)
        else:
            change_district(zoning, district=known, outline=outline, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        zoning = _zoning(row)
        known = District.objects.filter(zoning=zoning, code=str(row["code"])).first()
        if known is not None:
            end_district(zoning, district=known, by=by)


def _zoning(row: Row) -> Zoning:
    found = Zoning.objects.filter(name__in=split(str(row["decoupage"]))).first()
    if found is None:
        raise Refused(_("Le découpage « %s » n’existe pas.") % row["decoupage"])
    return found


def districts() -> dict[str, District]:
    """Those in use, by what the file calls them."""
    found = District.objects.filter(ended_on__isnull=True).select_related("zoning").defer("geometry")
    return {join((one.zoning.name, one.code)): one for one in found}


def district_called(name: Value) -> District | None:
    """None for anywhere, which has no name."""
    if not name:
        return None
    zoning, *code = split(str(name))
    found = District.objects.filter(zoning__name=zoning, code__in=code[:1], ended_on__isnull=True).first()
    if found is None:
        raise Refused(_("Le secteur « %s » n’existe pas ici.") % name)
    return found


PARTS = (OutlinePart(), ZoningPart(), DistrictPart())
