"""Districts read from a GeoJSON file: what cannot be kept is told by its number in the file."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape
from shapely.validation import explain_validity

from parvis.kernel.operations import Refused
from parvis.places.operations.import_zoning import Outline

KINDS = ("Polygon", "MultiPolygon")
# Degrees on WGS 84, or on a frame that differs from it by less than a metre in Europe.
DEGREES = re.compile(r"CRS84|4326|4171|4258")
# What loses its letters, or glues two words, when accents are taken off.
SPELT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})
LONGEST_CODE, LONGEST_NAME = 60, 120


def read_outlines(path: Path, *, name: str, code: str | None) -> tuple[list[Outline], list[str]]:
    """The districts of the file, and what is wrong with it, feature by feature; Refused when it is no such file."""
    features = _features(path)
    outlines: list[Outline] = []
    wrong: list[str] = []
    numbers: dict[str, int] = {}
    for number, feature in enumerate(features, 1):
        try:
            outline = _outline(feature, name, code)
            if outline.code in numbers:
                raise ValueError(f"son code « {outline.code} » est déjà celui de l’entité {numbers[outline.code]}")
        except ValueError as error:
            wrong.append(f"entité {number} : {error}")
            continue
        numbers[outline.code] = number
        outlines.append(outline)
    return outlines, wrong


def _features(path: Path) -> list[object]:
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise Refused(f"{path} ne peut pas être lu ({error.strerror}).") from None
    except ValueError:
        raise Refused(f"{path} n’est pas un fichier GeoJSON : ce n’est pas du JSON lisible.") from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise Refused(f"{path} n’est pas un fichier GeoJSON : il faut une « FeatureCollection ».")
    if not features:
        raise Refused(f"{path} ne contient aucun secteur.")
    frame = document.get("crs")
    if frame and not DEGREES.search(json.dumps(frame)):
        raise Refused(f"{path} n’est pas en degrés (WGS 84) : convertissez-le en EPSG:4326.")
    return features


def _outline(feature: object, name: str, code: str | None) -> Outline:
    if not isinstance(feature, Mapping):
        raise ValueError("ce n’est pas une entité GeoJSON")
    properties = feature.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    called = _text(properties, name, LONGEST_NAME)
    return Outline(
        code=_text(properties, code, LONGEST_CODE) if code else slug(called),
        name=called,
        geometry=_geometry(feature.get("geometry")),
    )


def _text(properties: Mapping[str, object], key: str, longest: int) -> str:
    value = properties.get(key)
    if value is None or isinstance(value, dict | list) or not str(value).strip():
        there = ", ".join(sorted(properties)) or "aucune"
        raise ValueError(f"la propriété « {key} » manque ou est vide (propriétés : {there})")
    text = str(value).strip()
    if len(text) > longest:
        raise ValueError(f"« {key} » dépasse {longest} caractères")
    return text


def _geometry(given: object) -> dict[str, object]:
    if not isinstance(given, dict) or given.get("type") not in KINDS:
        kind = given.get("type") if isinstance(given, dict) else None
        raise ValueError(f"il faut un polygone, et c’est « {kind or 'rien'} »")
    try:
        read = shape(given)
    except (shapely.errors.GEOSException, ValueError, TypeError, LookupError, AttributeError):
        raise ValueError("sa géométrie ne peut pas être lue") from None
    _need_degrees(read)
    if read.is_empty:
        raise ValueError("sa géométrie est vide")
    if not read.is_valid:
        raise ValueError(f"sa géométrie est invalide ({explain_validity(read)})")
    # Lists, as the database gives them back, and no altitudes: the same file again is then the same.
    plain: dict[str, object] = json.loads(json.dumps(mapping(shapely.force_2d(read))))
    return plain


def _need_degrees(read: shapely.Geometry) -> None:
    corners = shapely.get_coordinates(read)
    if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in corners):
        raise ValueError("ses coordonnées ne sont pas en degrés (WGS 84) : convertissez le fichier en EPSG:4326")


def slug(text: str) -> str:
    """A name as a stable code: "Notre-Dame des Champs" is "notre-dame-des-champs"."""
    letters = unicodedata.normalize("NFKD", text.translate(SPELT)).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_CODE]
    if not code:
        raise ValueError(f"le nom « {text} » ne donne pas de code : indiquez une propriété avec --code")
    return code


def lines(wrong: list[str], shown: int = 20) -> Iterator[str]:
    """As told to a person: the first ones, then how many more."""
    yield from (f"  {line}" for line in wrong[:shown])
    if len(wrong) > shown:
        yield f"  … et {len(wrong) - shown} autre(s)"
