"""When a form comes back without the mark that the browser should have kept: everything typed is given back, and one
click sends it."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import patch_cache_control

from parvis.ui.views import forbidden

# Never written into a page again.
SECRET = ("csrfmiddlewaretoken", "password")


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Not for a form that says it comes from another site: to give back what was posted would let that site have it sent
    by our own page. Where a sign-in is needed, the browser must even say that the form is ours."""
    if getattr(request, "authority", None) is None:  # the operators' console, which gives nothing back
        return forbidden(request, PermissionDenied())
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [(name, value) for name, value in posted if not any(secret in name for secret in SECRET)]
    origin = request.headers.get("Origin", "null")
    is_ours = origin == f"{request.scheme}://{request.get_host()}"
    is_public = getattr(resolve(request.path).func, "is_public", False)
    is_given_back = bool(fields) and (is_ours or (origin == "null" and is_public))
    context = {
        "fields": fields if is_given_back else [],
        "written": [value for name, value in fields if name in ("words", "text") and is_given_back and value],
        "has_files": bool(request.FILES),
        "path": request.get_full_path(),
    }
    response = render(request, "portal/expired.html", context, status=HTTPStatus.FORBIDDEN)
    patch_cache_control(response, private=True, no_store=True)
    return response
