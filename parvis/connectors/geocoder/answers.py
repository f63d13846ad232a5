"""The answers of Addok: GeoJSON, of which a feature that cannot be read is left out."""

import msgspec

from parvis.places.points import Point
from parvis.places.ports import Found, FoundKind


class _Geometry(msgspec.Struct):
    coordinates: tuple[float, float]


class _Properties(msgspec.Struct):
    label: str
    type: str
    name: str = ""
    city: str = ""
    citycode: str = ""
    postcode: str = ""
    score: float = 0.0


class _Feature(msgspec.Struct):
    geometry: _Geometry
    properties: _Properties


class _Collection(msgspec.Struct):
    features: list[msgspec.Raw]


def read(body: bytes) -> list[Found]:
    """Raises ValueError for what is not such an answer."""
    collection = msgspec.json.decode(body, type=_Collection)
    return [found for feature in collection.features if (found := _read_one(feature)) is not None]


def _read_one(feature: msgspec.Raw) -> Found | None:
    """A kind that we do not know (a point of interest, a parcel) is none of ours."""
    try:
        read = msgspec.json.decode(feature, type=_Feature)
        said, (lon, lat) = read.properties, read.geometry.coordinates
        return Found(
            label=said.label,
            name=said.name or said.label,
            point=Point(lon=round(lon, 6), lat=round(lat, 6)),
            kind=FoundKind(said.type),
            city=said.city,
            city_code=said.citycode,
            postcode=said.postcode,
            score=said.score,
        )
    except ValueError:
        return None
