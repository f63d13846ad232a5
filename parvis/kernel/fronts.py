"""What every view says of itself: that it reads or writes, and whether a stranger may call it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Literal, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Manner = Literal["reads", "writes"]


def reads(view: View[P]) -> View[P]:
    """GET and HEAD only: such a view changes nothing."""
    return _declare(require_http_methods(["GET", "HEAD"])(view), "reads")


def writes(view: View[P]) -> View[P]:
    """GET shows the form, POST does it."""
    return _declare(require_http_methods(["GET", "HEAD", "POST"])(view), "writes")


def public(view: View[P]) -> View[P]:
    """Anyone may call it: no sign-in is asked, and the session is not read. A test lists these."""
    setattr(view, "is_public", True)
    setattr(view, "login_required", False)  # read by Django's LoginRequiredMiddleware
    return view


def _declare(view: View[P], manner: Manner) -> View[P]:
    @wraps(view)
    def declared(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    setattr(declared, "manner", manner)
    return declared
