"""The plan of the demo town, served by this machine: its style, and its tiles."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from parvis.demo.plan.drawing import DEEPEST, draw
from parvis.demo.plan.style import style
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.places.tiles import CONTENT_TYPE

KEPT_SECONDS = 86_400  # it changes with a new version of Parvis only


@public
@reads
def plan_style(request: HttpRequest) -> HttpResponseBase:
    _need_demo()
    response = JsonResponse(style(request.build_absolute_uri("/demo/plan/") + "{z}/{x}/{y}"))
    patch_cache_control(response, private=True, max_age=60)
    return response


@public
@reads
def plan_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponseBase:
    _need_demo()
    if z > DEEPEST or x >= 1 << z or y >= 1 << z:
        raise Http404
    response = HttpResponse(draw(z, x, y), content_type=CONTENT_TYPE)
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


def _need_demo() -> None:
    """It is the plan of no real town."""
    if not current().is_demo:
        raise Http404
