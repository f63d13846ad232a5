"""/agents/compte/externe/…: sign in by somebody who vouches for the town's agents, there and back."""

import logging
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from parvis.backoffice.account_forms import SignInForm
from parvis.backoffice.keeping import open_sealed
from parvis.backoffice.tablet import hold
from parvis.backoffice.threshold import offered
from parvis.backoffice.vouched import let_in
from parvis.directory.models import OidcProvider
from parvis.directory.operations.recognise import recognise
from parvis.directory.ports import Unreachable, Untrusted
from parvis.directory.queries import providers_offered
from parvis.directory.vouching import terms_of, the_openid
from parvis.kernel.actors import System
from parvis.kernel.fronts import public, writes
from parvis.kernel.operations import Refused
from parvis.kernel.sealing import Unsealable
from parvis.kernel.tenancy import current

AWAY, BY = "away_to_sign_in", "vouched_by"
log = logging.getLogger(__name__)


def way_back(name: str) -> str:
    """The page of ours that the browser comes back to: a provider knows this address and no other."""
    return current().link_to(reverse(name))


@public
@writes
def depart(request: HttpRequest, provider_id: int) -> HttpResponse:
    """A page that leads there by itself: a form may be sent to this site alone, redirections included (CSP form-action)."""
    provider = _offered(provider_id)
    if request.method != "POST":
        return redirect("account_login")
    try:
        away = the_openid().begin(terms_of(provider), back=way_back("account_elsewhere_back"))
    except (Unreachable, Unsealable) as trouble:
        return _refused(request, provider, trouble)
    typed = {name: request.POST.get(name, "") for name in ("next", "kept")}
    request.session[AWAY] = {**away.kept, **typed, "provider": str(provider.pk)}
    return render(request, "account/elsewhere.html", {"provider": provider, "url": away.url})


@public
@writes
def back(request: HttpRequest) -> HttpResponse:
    away: dict[str, str] = request.session.pop(AWAY, {})
    if not away:
        return redirect("account_login")
    provider = _offered(int(away["provider"]))
    if request.GET.get("error") == "access_denied":
        return _again(request, _("Vous n’avez pas été identifié par %s.") % provider.label)
    try:
        vouched = the_openid().finish(
            terms_of(provider), kept=away, answer=request.GET.dict(), back=way_back("account_elsewhere_back")
        )
        agent = recognise(vouched, provider=provider, by=System("oidc"))
    except Refused as refused:
        return _again(request, refused.message)
    except (Unreachable, Untrusted, Unsealable) as trouble:
        return _refused(request, provider, trouble)
    let_in(request, agent)
    hold(request)
    request.session[BY] = {"provider": provider.pk, "token": vouched.token}
    return redirect(_where(request, away))


def way_out(said: dict[str, str | int]) -> tuple[OidcProvider, str] | None:
    """Where the provider's own session is ended; None when it cannot be, nor when nobody vouched."""
    provider = OidcProvider.objects.filter(pk=said.get("provider", 0)).first()
    if provider is None:
        return None
    try:
        url = the_openid().leave(terms_of(provider), token=str(said["token"]), back=way_back("account_login"))
    except (Unreachable, Unsealable):
        return None
    return (provider, url) if url else None


def _offered(provider_id: int) -> OidcProvider:
    provider = providers_offered().filter(pk=provider_id).first()
    if provider is None:
        raise Http404
    return provider


def _where(request: HttpRequest, away: dict[str, str]) -> str:
    """Where they were going, and what they were typing there."""
    kept = open_sealed(request, away["kept"]) if away["kept"] else ""
    asked = kept or away["next"]
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked and is_ours else reverse("backoffice:home")


def _refused(request: HttpRequest, provider: OidcProvider, trouble: Exception) -> HttpResponse:
    log.warning("a provider cannot be used to sign in: %s %s", type(trouble).__name__, trouble)
    return _again(request, _("%s ne peut pas vous identifier pour le moment. Réessayez.") % provider.label)


def _again(request: HttpRequest, trouble: str) -> HttpResponse:
    context = {"form": SignInForm(request=request), "trouble": trouble, **offered(request)}
    return render(request, "account/login.html", context, status=HTTPStatus.FORBIDDEN)
