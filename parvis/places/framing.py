"""What a file is drawn in: from what it says of itself, or from its numbers and where the town is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from parvis.kernel.operations import Refused
from parvis.places.location import Ground
from parvis.places.points import Point, metres
from parvis.places.projections import DEGREES, PROJECTIONS, Numbers, epsg_of, recognised

# A town's districts lie around its own middle.
FAR = 60_000.0
# Where France is, for a town whose outline nobody has given yet: west, south, east, north.
FRANCE = [(-5.6, 41.0, 10.0, 51.5), (-64.0, 14.0, -51.0, 18.5), (-57.0, 2.0, -51.0, 47.6), (44.5, -22.0, 56.5, -12.0)]


@dataclass(frozen=True)
class Framed:
    """`degrees`: from the file's numbers to longitude and latitude; `notes`: what was put right."""

    name: str
    degrees: Callable[[Numbers], Numbers]
    notes: tuple[str, ...] = ()


def framed(crs: str, corners: Numbers, ground: Ground) -> Framed:
    """Refused, by its name, for a frame that is not read; or when the numbers are of none that is known."""
    code = epsg_of(crs)
    if code is None and crs.strip('"'):
        raise Refused(_("Ce fichier ne dit pas clairement dans quel système il est : exportez-le en WGS 84 (EPSG:4326)."))
    if code is not None and code not in DEGREES:
        if code not in PROJECTIONS:
            raise Refused(_("Ce fichier est en EPSG:%d, que Parvis ne lit pas : exportez-le en WGS 84 (EPSG:4326).") % code)
        return Framed(PROJECTIONS[code].name, PROJECTIONS[code].to_degrees)
    if bool(np.all(np.abs(corners) <= (180, 90))) or bool(np.all(np.abs(corners) <= (90, 180))):
        return _in_degrees(corners, ground)
    if code is not None:
        raise Refused(_("Ce fichier se dit en degrés, et ses nombres n’en sont pas : exportez-le en WGS 84 (EPSG:4326)."))
    fitting = [found for found in recognised(corners) if _is_here(PROJECTIONS[found].to_degrees(corners), ground)]
    if len(fitting) != 1:
        raise Refused(_("Ni ce fichier ni ses nombres ne disent dans quel système il est : exportez-le en WGS 84 (EPSG:4326)."))
    return Framed(PROJECTIONS[fitting[0]].name, PROJECTIONS[fitting[0]].to_degrees)


def _in_degrees(corners: Numbers, ground: Ground) -> Framed:
    if not _is_here(corners, ground) and _is_here(corners[:, ::-1], ground):
        note = _("La latitude y était écrite avant la longitude : elles sont remises dans l’ordre.")
        return Framed("WGS 84 (EPSG:4326)", lambda given: given[:, ::-1], (note,))
    return Framed("WGS 84 (EPSG:4326)", lambda given: given)


def _is_here(degrees: Numbers, ground: Ground) -> bool:
    """Around the town; in France, for one whose outline is not known."""
    lon, lat = (float(value) for value in degrees.mean(axis=0))
    if not (-180 <= lon <= 180 and -85 <= lat <= 85):
        return False
    if ground.middle is not None:
        return metres(Point(lon, lat), ground.middle) < FAR
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in FRANCE)
