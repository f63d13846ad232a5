"""The ground of a town's maps: whose it is, and what a page with a map may therefore ask of another host."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http.response import HttpResponseBase

from parvis.kernel.models import Authority

PLAN_IGN = "https://data.geopf.fr/annexes/ressources/vectorTiles/styles/PLAN.IGN/standard.json"
IGN = "© IGN"


@dataclass(frozen=True)
class BaseMap:
    """`style`: its address; `host`: of whoever serves it, "" for ourselves."""

    style: str
    attribution: str

    @property
    def host(self) -> str:
        parts = urlsplit(self.style)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def base_map_of(town: Authority) -> BaseMap:
    return BaseMap(town.map_style, town.map_attribution) if town.map_style else BaseMap(PLAN_IGN, IGN)


def open_to(ground: BaseMap, response: HttpResponseBase) -> None:
    """Let this page, and no other, ask the ground's host for its style, tiles, letters and drawings."""
    if ground.host:
        # Read by the middleware of django-csp, as its own decorator leaves it: that one wants its hosts at import.
        setattr(response, "_csp_update", {"connect-src": [ground.host], "img-src": [ground.host]})
