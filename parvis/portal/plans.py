"""What a page with a map tells the browser: the ground, and how far the town goes."""

from dataclasses import dataclass

from django.http.response import HttpResponseBase

from parvis.kernel.tenancy import current
from parvis.places.location import ground
from parvis.ui.base_map import BaseMap, base_map_of, open_to


@dataclass(frozen=True)
class Plan:
    """`bounds`: west, south, east and north, "" where the town has no outline."""

    base: BaseMap
    bounds: str

    def open_to(self, response: HttpResponseBase) -> None:
        """Let this page ask for the ground."""
        open_to(self.base, response)


def plan_of_the_town() -> Plan:
    outline = ground().outline
    bounds = "" if outline is None else ",".join(f"{degrees:.5f}" for degrees in outline.bounds)
    return Plan(base_map_of(current()), bounds)
