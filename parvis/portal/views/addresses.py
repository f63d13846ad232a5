"""Addresses as one types, for the list under the field, and the address at the device's position."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from parvis.kernel.fronts import public, reads
from parvis.places.addresses import at, suggest
from parvis.places.location import is_inside
from parvis.places.points import Point
from parvis.places.ports import Found, Unavailable
from parvis.portal.limits import may_look_for_an_address, next_hour
from parvis.portal.seal import seal

KEPT_SECONDS = 600  # by the browser: one often types, takes back, and types again


@public
@reads
def addresses(request: HttpRequest) -> HttpResponseBase:
    """`?q=` some letters, or `?lat=&lon=`. Nothing found and nobody to ask look alike: the words suffice."""
    if not may_look_for_an_address(request):
        response = JsonResponse({"found": []}, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(next_hour().seconds)
        return response
    try:
        found = _found(request)
    except Unavailable:
        return JsonResponse({"found": [], "is_down": True}, headers={"Cache-Control": "no-store"})
    response = JsonResponse({"found": [_told(one) for one in found], "is_elsewhere": not found and _is_elsewhere(request)})
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    return response


def _found(request: HttpRequest) -> list[Found]:
    if "lat" not in request.GET:
        return suggest(request.GET.get("q", ""))
    point = _point(request)
    return [one for one in [at(point)] if one is not None] if point else []


def _is_elsewhere(request: HttpRequest) -> bool:
    """Whether the position asked about is another commune's."""
    point = _point(request)
    return point is not None and not is_inside(point)


def _point(request: HttpRequest) -> Point | None:
    try:
        return Point(lon=float(request.GET.get("lon", "")), lat=float(request.GET.get("lat", "")))
    except ValueError:
        return None


def _told(found: Found) -> dict[str, object]:
    return {
        "name": found.name,
        "label": found.label,
        "lat": found.point.lat,
        "lon": found.point.lon,
        "sealed": seal(found.name),
    }
