"""What is said to browsers, proxies and robots about keeping a page."""

from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from parvis.kernel.fronts import View

P = ParamSpec("P")
SHARED_SECONDS = 30


def for_everybody(view: View[P]) -> View[P]:
    """The same page for all: a proxy may keep it half a minute, a browser asks whether it has changed."""
    return _shared(view, browser_seconds=0)


def for_everybody_a_moment(view: View[P]) -> View[P]:
    """The same for all, and asked for by dozens: a browser, too, may keep it half a minute."""
    return _shared(view, browser_seconds=SHARED_SECONDS)


def _shared(view: View[P], *, browser_seconds: int) -> View[P]:
    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            return response
        if "messages" in request.COOKIES:  # a word to one person is on the page
            patch_cache_control(response, private=True, no_store=True)
            return response
        set_response_etag(response)
        patch_cache_control(response, public=True, max_age=browser_seconds, s_maxage=SHARED_SECONDS)
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response

    return answered


def for_one(view: View[P]) -> View[P]:
    """A page behind a key: kept by nobody, in no index of robots, and no other site is told of its address.

    Not `no-referrer`: under it browsers send "Origin: null" with a form, which the protection against forged forms refuses.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return answered
