"""Files of districts, as a town's office would send them."""

import json
from collections.abc import Sequence

Ring = Sequence[Sequence[float]]


def a_file(*rows: tuple[dict[str, object], object], crs: str = "") -> bytes:
    """Each with its properties and its geometry."""
    features = [{"type": "Feature", "properties": said, "geometry": geometry} for said, geometry in rows]
    document: dict[str, object] = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).encode()


def ring(*corners: Sequence[float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[*map(list, corners), list(corners[0])]]}
