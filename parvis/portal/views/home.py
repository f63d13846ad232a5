"""The home: the question first, then what the town has just repaired."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.public import count_under_way, lately_repaired, latest_under_way
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.portal.counts import count_words
from parvis.portal.headers import for_everybody

REPAIRED, UNDER_WAY = 6, 4


@public
@reads
@for_everybody
def home(request: HttpRequest) -> HttpResponseBase:
    catalogue = Catalogue()
    context = {
        "repaired": lately_repaired(REPAIRED, catalogue),
        "latest": latest_under_way(UNDER_WAY, catalogue),
        "under_way": count_words(count_under_way(catalogue)),
        "names": catalogue.names,
        "hint": _("Lampadaire, une rue…"),
    }
    return render(request, "portal/home.html", context)


@public
@reads
def robots(request: HttpRequest) -> HttpResponseBase:
    """Robots are asked to stay out of what is behind a key, and of what belongs to agents; of a practice town, out of all."""
    closed = ["/agents/", "/carte?", "/carte/", "/demandes?", "/ma-demande/", "/signaler/merci/", "/suivi/", "/suivre/"]
    if current().is_practice:
        closed = ["/"]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
