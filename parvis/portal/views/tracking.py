"""Where a request stands, for whoever holds its tracking code: it shows, without coordinates, and acts on nothing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.cases.codes import read_tracking_code
from parvis.cases.narrative import tell
from parvis.cases.readings import public as reading
from parvis.cases.readings.standing import standing
from parvis.cases.voices.town import told_to_everybody
from parvis.kernel import clock
from parvis.kernel.codes import spaced
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.portal.forms import CodeForm
from parvis.portal.headers import for_everybody, for_one
from parvis.portal.limits import count_a_wrong_code, may_try_a_code, next_hour


@public
@reads
def search(request: HttpRequest) -> HttpResponseBase:
    if "code" not in request.GET:
        return _ask(request)
    typed = request.GET["code"]
    number = reading.read_number(typed)
    case = reading.by_number(*number) if number else None
    if case is not None:  # the number of a public request is not a secret
        return redirect("portal:case", case.year, f"{case.sequence:06d}")
    code = read_tracking_code(typed)
    return redirect("portal:tracked", code) if code else _tried(request, typed)


@for_everybody
def _ask(request: HttpRequest) -> HttpResponseBase:
    return render(request, "portal/tracking.html", {"form": CodeForm(label_suffix=""), "here": "tracking"})


@public
@reads
@for_one
def tracked(request: HttpRequest, code: str) -> HttpResponseBase:
    return _tried(request, code)


@for_one
def _tried(request: HttpRequest, typed: str) -> HttpResponseBase:
    """Wrong, expired or of another town, a code gets the same answer; too many of them, and each one waits."""
    if not may_try_a_code(request):
        return _slowed_down(request, typed)
    case = reading.by_code(typed)
    if case is None:
        count_a_wrong_code(request)
        form = CodeForm({"code": typed[:40]}, label_suffix="")
        form.add_error("code", _("Aucune demande ne répond à ce code. Vérifiez-le : il ne contient ni voyelle, ni 0, ni 1."))
        return render(request, "portal/tracking.html", {"form": form, "here": "tracking"}, status=HTTPStatus.NOT_FOUND)
    if case.is_confidential:  # a code is read aloud and passed on; the private link is not
        return render(request, "portal/tracked_privately.html", {"here": "tracking"})
    context = {
        "here": "tracking",
        "case": case,
        # The place of a private request may be somebody's home.
        "place": reading.place_of(case) if case.is_public else "",
        "standing": standing(case, clock.today(current())),
        "story": tell(case, told_to_everybody),
        "code": spaced(case.tracking_code),
    }
    return render(request, "portal/tracked.html", context)


def _slowed_down(request: HttpRequest, typed: str) -> HttpResponse:
    hour = next_hour()
    context = {"hour": hour.words, "here": "tracking"}
    response = render(request, "portal/slowed_down.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(hour.seconds)
    return response
