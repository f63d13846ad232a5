"""Polygons read from a GeoJSON file, in degrees whatever it was drawn in: what cannot be kept is told by its number."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape
from shapely.validation import explain_validity

from parvis.kernel.operations import Refused
from parvis.places.framing import Framed, framed
from parvis.places.location import Ground

KINDS = ("Polygon", "MultiPolygon")
DECIMALS = 7  # of a degree: a centimetre
MOST_FEATURES, MOST_CORNERS, MOST_PROPERTIES, LONGEST_VALUE = 2_000, 300_000, 60, 200
# By how much, of its area, the repair of a crossed outline may change it.
REPAIRED = 0.01


class Faults(Exception):
    """What is wrong with the file, a line for each feature; nothing of it is kept."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines[:3]))
        self.lines = lines


@dataclass(frozen=True)
class Feature:
    """`properties`: those that are words or numbers, as text; `geometry`: GeoJSON, WGS 84, to the centimetre."""

    number: int
    properties: dict[str, str]
    geometry: dict[str, object]


@dataclass
class Sheet:
    """A file as read. `frame`: what it was drawn in; `notes`: what was put right, in words."""

    frame: str
    features: list[Feature] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(data: bytes, ground: Ground) -> Sheet:
    """Refused when it is no such file, or another town's; Faults when some of its features cannot be kept."""
    document = _document(data)
    shapes, faults = _shapes(document["features"])
    if faults:
        raise Faults(faults)
    if sum(int(shapely.get_num_coordinates(one)) for _p, one in shapes) > MOST_CORNERS:
        raise Refused(_("Ces contours ont plus de 300 000 sommets : simplifiez-les avant de les importer."))
    into = framed(json.dumps(document.get("crs") or ""), np.array(shapely.get_coordinates([one for _p, one in shapes])), ground)
    sheet = Sheet(into.name, notes=list(into.notes))
    for number, (properties, one) in enumerate(shapes, 1):
        try:
            sheet.features.append(Feature(number, properties, _kept(one, into, sheet.notes, label(number, properties))))
        except ValueError as error:
            faults.append(f"{label(number, properties)} : {error}")
    if faults:
        raise Faults(faults)
    _need_here(sheet, ground)
    return sheet


def _document(data: bytes) -> dict[str, object]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(_("Ce fichier n’est pas un GeoJSON : ce n’est pas du JSON lisible.")) from None
    if isinstance(document, dict) and document.get("type") == "Feature":  # as geo.api.gouv.fr gives a commune
        document = {"type": "FeatureCollection", "features": [document]}
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise Refused(_("Ce fichier n’est pas un GeoJSON de secteurs : il y faut une « FeatureCollection »."))
    if not features:
        raise Refused(_("Ce fichier ne contient aucun secteur."))
    if len(features) > MOST_FEATURES:
        raise Refused(_("Ce fichier contient plus de 2 000 secteurs : ce n’est pas un découpage de commune."))
    found: dict[str, object] = document
    return found


def _shapes(features: object) -> tuple[list[tuple[dict[str, str], shapely.Geometry]], list[str]]:
    assert isinstance(features, list)
    found: list[tuple[dict[str, str], shapely.Geometry]] = []
    faults: list[str] = []
    for number, feature in enumerate(features, 1):
        properties = _properties(feature)
        try:
            found.append((properties, _shape(feature)))
        except ValueError as error:
            faults.append(f"{label(number, properties)} : {error}")
    return found, faults


def _properties(feature: object) -> dict[str, str]:
    given = feature.get("properties") if isinstance(feature, Mapping) else None
    said = list(given.items())[:MOST_PROPERTIES] if isinstance(given, Mapping) else []
    return {
        str(key): text
        for key, value in said
        if isinstance(value, str | int | float) and (text := str(value).strip()[:LONGEST_VALUE])
    }


def _shape(feature: object) -> shapely.Geometry:
    if not isinstance(feature, Mapping):
        raise ValueError(_("ce n’est pas une entité GeoJSON"))
    given = feature.get("geometry")
    kind = given.get("type") if isinstance(given, dict) else None
    if not isinstance(given, dict) or kind not in KINDS:
        raise ValueError(_("il faut un polygone, et c’est « %s »") % (kind or _("rien")))
    try:
        read = shapely.force_2d(shape(given))
    except (shapely.errors.GEOSException, ValueError, TypeError, LookupError, AttributeError, OverflowError):
        raise ValueError(_("sa géométrie ne peut pas être lue")) from None
    if read.is_empty:
        raise ValueError(_("sa géométrie est vide"))
    if not np.isfinite(shapely.get_coordinates(read)).all():
        raise ValueError(_("une de ses coordonnées n’est pas un nombre"))
    return read


def _kept(one: shapely.Geometry, into: Framed, notes: list[str], who: str) -> dict[str, object]:
    """In degrees, rounded, and sound. Lists, as the database gives them back: the same file again is then the same."""
    moved = shapely.transform(one, lambda corners: np.round(into.degrees(corners), DECIMALS))
    sound = repaired(moved)
    if sound is not moved:
        notes.append(_("%s : son contour se croisait un peu, il est réparé.") % who)
    plain: dict[str, object] = json.loads(json.dumps(mapping(sound)))
    return plain


def repaired(one: shapely.Geometry) -> shapely.Geometry:
    """The same when it is sound; mended when that changes next to nothing; else ValueError says what is wrong and where."""
    if one.is_valid and one.area > 0:
        return one
    mended = shapely.transform(_polygons_of(shapely.make_valid(one)), lambda corners: np.round(corners, DECIMALS))
    if one.area > 0 and mended.is_valid and abs(mended.area - one.area) <= REPAIRED * one.area:
        return mended
    raise ValueError(_("son contour n’a pas de surface") if one.is_valid else _why_not(one))


def _polygons_of(one: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shapely.get_parts([one])) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _why_not(one: shapely.Geometry) -> str:
    why: str = explain_validity(one)
    said, _bracket, where = why.rstrip("]").partition("[")
    place = where.replace(" ", ", ")
    if "Self-intersection" in said:
        return _("son contour se croise en %s") % place
    if "ole" in said:  # "Hole lies outside shell", "Holes are nested"
        return _("un de ses trous dépasse de son contour en %s") % place
    return _("son contour est invalide en %s") % place


def _need_here(sheet: Sheet, ground: Ground) -> None:
    if ground.outline is None:
        return
    drawn = shapely.union_all([shapely.box(*shape(one.geometry).bounds) for one in sheet.features])
    if not shapely.intersects(drawn, ground.outline):
        raise Refused(_("Ce découpage est ailleurs : aucun de ses secteurs ne touche la commune."))


def label(number: int, properties: Mapping[str, str]) -> str:
    """A feature as a person finds it again: its number, and the first of its properties that reads as a name."""
    said = next((text for text in properties.values() if any(letter.isalpha() for letter in text)), "")
    return _("entité %(number)d (%(name)s)") % {"number": number, "name": said[:60]} if said else _("entité %d") % number


def lines(faults: Sequence[str], shown: int = 20) -> Iterator[str]:
    """As told to a person: the first ones, then how many more."""
    yield from faults[:shown]
    if len(faults) > shown:
        yield _("… et %d autre(s)") % (len(faults) - shown)
