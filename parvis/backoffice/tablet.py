"""A browser that several people hold in turn: it asks who is there, and forgets them when they put it down."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from parvis.directory.models import Agent, SharedDevice
from parvis.directory.queries import members
from parvis.kernel import clock

COOKIE, SALT = "parvis_tablet", "parvis.backoffice.tablet"
YEAR = 365 * 24 * 3600
# Seconds of nobody touching it: long enough to look for a street, too short for whoever finds it on a bench.
PUT_DOWN = 10 * 60
HELD = "held_on_a_tablet"  # since when nobody has touched it, in seconds


def make_shared(answer: HttpResponseBase, device: SharedDevice) -> None:
    answer.set_signed_cookie(
        COOKIE, str(device.uid), salt=SALT, max_age=YEAR, path="/agents/", httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def device_of(request: HttpRequest) -> SharedDevice | None:
    """The town's own, still shared; of most browsers none, without a query."""
    said = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    if said is None:
        return None
    return SharedDevice.objects.filter(uid=UUID(said), ended_on__isnull=True).select_related("unit").first()


def holders(request: HttpRequest) -> list[Agent]:
    """Who may be holding it: whoever works in its unit and can sign in; nobody where it is nobody's tablet."""
    device = device_of(request)
    if device is None:
        return []
    here = members(device.unit).filter(user__isnull=False).select_related("user")
    return list(here.order_by("first_name", "last_name"))


def hold(request: HttpRequest) -> None:
    """The session that was just opened ends by itself when nobody touches the tablet."""
    if device_of(request) is not None:
        request.session[HELD] = clock.now().timestamp()


def keep_in_hand(request: HttpRequest) -> None:
    """Somebody touched it: the time begins again, unless it was over."""
    touched = request.session.get(HELD)
    if touched is None:
        return
    now = clock.now().timestamp()
    if now - touched > PUT_DOWN:
        logout(request)
    else:
        request.session[HELD] = now
