"""Which properties of a file are the name and the code of each district, and the districts that come of it."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _

from parvis.places.geojson import Faults, Feature, label
from parvis.places.outlines import Outline

# What loses its letters, or glues two words, when accents are taken off.
SPELT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})
LONGEST_CODE, LONGEST_NAME = 60, 120
NAMES = re.compile(r"^(nom|name|lib|l_|quartier|secteur)", re.IGNORECASE)
CODES = re.compile(r"^(code|c_|id|num|n_|n$|insee|ref)", re.IGNORECASE)


def keys_of(features: Sequence[Feature]) -> list[tuple[str, str]]:
    """The properties that every feature has, each with what the first one says there."""
    first = features[0].properties
    return [(key, first[key]) for key in first if all(key in one.properties for one in features)]


def likely(features: Sequence[Feature]) -> tuple[str, str]:
    """The properties that read as a name and as a code, the code "" where there is none: it then comes from the name."""
    keys = [key for key, _said in keys_of(features)]
    worded = [key for key in keys if any(not one.properties[key].replace(".", "").isdigit() for one in features)]
    apart = [key for key in keys if len({one.properties[key] for one in features}) == len(features)]
    name = next((key for key in worded if NAMES.match(key)), next(iter(worded), next(iter(keys), "")))
    return name, next((key for key in apart if CODES.match(key) and key != name), "")


def outlines_of(features: Sequence[Feature], *, name: str, code: str = "") -> list[Outline]:
    """The districts; a code that is not given is made of the name. Faults tells what lacks, or has another's code."""
    outlines: list[Outline] = []
    faults: list[str] = []
    numbers: dict[str, int] = {}
    for feature in features:
        try:
            called = _text(feature, name, LONGEST_NAME)
            outline = Outline(_text(feature, code, LONGEST_CODE) if code else slug(called), called, feature.geometry)
            if outline.code in numbers:
                taken = {"code": outline.code, "number": numbers[outline.code]}
                raise ValueError(_("son code « %(code)s » est déjà celui de l’entité %(number)d") % taken)
        except ValueError as error:
            faults.append(f"{label(feature.number, feature.properties)} : {error}")
            continue
        numbers[outline.code] = feature.number
        outlines.append(outline)
    if faults:
        raise Faults(faults)
    return outlines


def _text(feature: Feature, key: str, longest: int) -> str:
    text = feature.properties.get(key, "")
    if not text:
        there = {"key": key, "there": ", ".join(sorted(feature.properties)) or _("aucune")}
        raise ValueError(_("la propriété « %(key)s » manque ou est vide (propriétés : %(there)s)") % there)
    if len(text) > longest:
        raise ValueError(_("« %(key)s » dépasse %(longest)d caractères") % {"key": key, "longest": longest})
    return text


def slug(text: str) -> str:
    """A name as a stable code: "Notre-Dame des Champs" is "notre-dame-des-champs"."""
    letters = unicodedata.normalize("NFKD", text.translate(SPELT)).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_CODE]
    if not code:
        raise ValueError(_("le nom « %s » ne donne pas de code : choisissez une propriété pour le code") % text)
    return code
