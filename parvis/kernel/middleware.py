"""Enters the authority that the host name picks, or the operators' console; asks who is there, and lets nobody keep what is
not everybody's."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from parvis.kernel.hosts import is_loopback
from parvis.kernel.models import Authority, OtherHost
from parvis.kernel.tenancy import inside, outside

Handler = Callable[[HttpRequest], HttpResponseBase]
# One of these is said by every usual proxy and tunnel, which may well ask for 127.0.0.1.
BY_A_PROXY = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


class TenantRequest(HttpRequest):
    """A request after this middleware: for annotations."""

    authority: Authority


class KeptByNobody:
    """A page that says nothing of it is kept by no browser and no proxy: it would be read after its reader has signed out."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class AuthorityMiddleware:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return self.get_response(request)
        name = _name(request.get_host())
        if name == settings.PARVIS_CONSOLE_HOST:
            setattr(request, "urlconf", settings.PARVIS_CONSOLE_URLCONF)
            with outside():
                return self.get_response(request)
        found = named(name)
        authority = found or the_only_one()
        if authority is None or (authority.is_demo and not _is_asked_from_here(request)):
            raise Http404
        if found is not None and found.host != name and request.method in ("GET", "HEAD"):
            # A name that is kept for old links and posters. What was typed in a form is taken where it arrives.
            return HttpResponseRedirect(authority.link_to(request.get_full_path()))
        setattr(request, "authority", authority)
        if authority.is_shut:
            setattr(request, "urlconf", settings.PARVIS_CLOSED_URLCONF)
        with inside(authority):
            response = self.get_response(request)
        if authority.is_practice:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"  # pages, tiles and files alike
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks who is there, save on public pages: there Django's own would read the session before letting anyone pass."""

    def process_view(
        self, request: HttpRequest, view_func: Handler, view_args: tuple[object, ...], view_kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def _is_asked_from_here(request: HttpRequest) -> bool:
    """The demo town's accounts have a known password: not even a proxy of this machine may show them to the outside."""
    return is_loopback(_name(request.get_host())) and not any(name in request.headers for name in BY_A_PROXY)


def _name(host: str) -> str:
    """Without the port; an IPv6 address is in brackets."""
    return (host if host.endswith("]") else host.rsplit(":", 1)[0]).lower()


def named(name: str) -> Authority | None:
    """By the name of its site, or by another that leads there."""
    other = OtherHost.objects.filter(name=name).values("authority")
    found = Authority.objects.filter(Q(host=name) | Q(pk__in=other)).select_related("practises_for")
    return found.order_by("pk").first()


def the_only_one() -> Authority | None:
    """A practice town is found by its own name alone: opened beside the only town, it takes no address of it."""
    found = list(Authority.objects.filter(practises_for=None).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
