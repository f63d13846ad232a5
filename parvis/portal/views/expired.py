"""When a form comes back without the mark that the browser should have kept: everything typed is given back, and one
click sends it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import patch_cache_control

# Never written into a page again.
SECRET = ("csrfmiddlewaretoken", "password")


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Only for pages that strangers may call, and not for a form that says it comes from another site: there, to give
    back what was posted would let that site have it sent by our own page."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in SECRET for value in values]
    is_ours = request.headers.get("Origin", "null") in ("null", f"{request.scheme}://{request.get_host()}")
    is_given_back = bool(fields) and is_ours and getattr(resolve(request.path).func, "is_public", False)
    context = {
        "fields": fields if is_given_back else [],
        "written": [value for name, value in fields if name in ("words", "text") and is_given_back and value],
        "path": request.path,
    }
    response = render(request, "portal/expired.html", context, status=HTTPStatus.FORBIDDEN)
    patch_cache_control(response, private=True, no_store=True)
    return response
