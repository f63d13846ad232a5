"""Where a case is on the map, and a picture of what is around it."""

from dataclasses import dataclass

from parvis.cases.models import Case
from parvis.places.sketch import Sketch, sketch_around


@dataclass(frozen=True)
class Spot:
    """`at`: the address of the map there; `sketch`: a picture, where the ground is known here."""

    at: str
    sketch: Sketch | None


def spot_of(case: Case, *, on: str) -> Spot | None:
    """`on`: the address of the map. None without a place. The caller has been asked whether its reader may know it."""
    if case.lat is None or case.lon is None:
        return None
    return Spot(f"{on}#vue=17/{case.lat:.5f}/{case.lon:.5f}", sketch_around(case.lon, case.lat))
