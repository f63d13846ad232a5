"""What a page with a map tells the browser: the ground, and how far the town goes."""

from dataclasses import dataclass

from django.http.response import HttpResponseBase

from parvis.cases.models import Case
from parvis.kernel.tenancy import current
from parvis.places.location import ground
from parvis.places.sketch import Sketch, sketch_around
from parvis.portal import filters
from parvis.ui.base_map import BaseMap, base_map_of, open_to


@dataclass(frozen=True)
class Plan:
    """`bounds`: west, south, east and north, "" where the town has no outline."""

    base: BaseMap
    bounds: str

    def open_to(self, response: HttpResponseBase) -> None:
        """Let this page ask for the ground."""
        open_to(self.base, response)


@dataclass(frozen=True)
class Spot:
    """Where a case is, for whoever may know it. `at`: the address of the map there; `sketch`: a picture, if there is one."""

    at: str
    sketch: Sketch | None


def spot_of(case: Case) -> Spot | None:
    """None without a place. The caller has been asked whether its reader may know it."""
    if case.lat is None or case.lon is None:
        return None
    return Spot(f"{filters.MAP}#vue=17/{case.lat:.5f}/{case.lon:.5f}", sketch_around(case.lon, case.lat))


def plan_of_the_town() -> Plan:
    outline = ground().outline
    bounds = "" if outline is None else ",".join(f"{degrees:.5f}" for degrees in outline.bounds)
    return Plan(base_map_of(current()), bounds)
