"""The public cases as vector tiles: what the list shows, under the same filters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from parvis.cases.readings import mapped
from parvis.cases.readings.catalogue import Catalogue
from parvis.kernel.fronts import public, reads
from parvis.places.tiles import CONTENT_TYPE
from parvis.portal import filters as filtering
from parvis.portal.headers import for_everybody_a_moment


@public
@reads
@for_everybody_a_moment
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponseBase:
    if z > mapped.DEEPEST or x >= 1 << z or y >= 1 << z:
        raise Http404
    return HttpResponse(mapped.tile(filtering.read(request.GET), Catalogue(), z, x, y), content_type=CONTENT_TYPE)
