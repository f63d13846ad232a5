"""A zoning as it would be: what its districts change of those that are there, before anything is changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from parvis.places.models import District, Zoning


@dataclass(frozen=True)
class Outline:
    """A district as read from a file: GeoJSON geometry, WGS 84."""

    code: str
    name: str
    geometry: dict[str, object]


@dataclass
class Comparison:
    """By their stable code. `gone`: in use, and not among the outlines; they would end."""

    added: list[Outline] = field(default_factory=list)
    changed: list[tuple[District, Outline]] = field(default_factory=list)
    same: list[District] = field(default_factory=list)
    gone: list[District] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.gone)


def compare(zoning: Zoning | None, outlines: Sequence[Outline]) -> Comparison:
    """In one query; a district that had ended and is drawn again changes."""
    known = {district.code: district for district in District.objects.filter(zoning=zoning)} if zoning else {}
    found = Comparison()
    for outline in outlines:
        district = known.pop(outline.code, None)
        if district is None:
            found.added.append(outline)
        elif is_same(district, outline):
            found.same.append(district)
        else:
            found.changed.append((district, outline))
    found.gone = [district for district in known.values() if district.ended_on is None]
    return found


def is_same(district: District, outline: Outline) -> bool:
    if (district.name, district.ended_on) != (outline.name, None):
        return False
    return district.geometry == outline.geometry or to_the_centimetre(district.geometry) == to_the_centimetre(outline.geometry)


def to_the_centimetre(geometry: dict[str, object]) -> dict[str, object]:
    rounded = shapely.transform(shape(geometry), lambda corners: np.round(corners, 7))
    plain: dict[str, object] = json.loads(json.dumps(mapping(rounded)))
    return plain
