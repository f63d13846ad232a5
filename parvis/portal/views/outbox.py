"""What a device sends by itself: a report that was kept on it, once, and the papers it needs for that."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.cases.models import Case
from parvis.cases.readings import public as reading
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused
from parvis.portal.draft import Draft
from parvis.portal.headers import for_everybody, for_one
from parvis.portal.limits import may_look_for_an_address, may_report, next_hour
from parvis.portal.paper import new_paper


@public
@reads
@for_everybody
def page(request: HttpRequest) -> HttpResponseBase:
    """The page that a browser shows when there is no network: the same for all, and a report can be written on it."""
    draft = Draft(request)
    draft.show_as_typed({})
    context = {
        "what": draft.what,
        "you": draft.you,
        "question": None,
        "asking": " ".join(map(str, draft.catalogue.asking)),
        "danger": " ".join(map(str, draft.catalogue.dangerous)),
        "here": "report",
    }
    return render(request, "portal/offline.html", context)


@public
@reads
@for_one
def papers(request: HttpRequest) -> HttpResponse:
    """A new form's key, and the mark that protects forms: a page that was kept holds neither."""
    return JsonResponse({"paper": new_paper(), "token": get_token(request)})


@public
@writes
@for_one
def send(request: HttpRequest) -> HttpResponseBase:
    """Sent again when the answer was lost, it is the same case. 422: a person has to look; anything else: try again later."""
    if request.method != "POST":
        return redirect("portal:report")
    draft = Draft(request)
    if draft.paper is None or request.POST.get("website"):
        return _wrong(_("Ouvrez-la, relisez-la, puis envoyez-la de nouveau."))
    if (known := reading.by_form(draft.paper.key)) is not None:
        return _arrived(known, [])
    if draft.paper.is_hasty:
        return HttpResponse(status=HTTPStatus.TOO_EARLY)
    if not may_report(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(next_hour().seconds)})
    draft.take_photos(instead=True)
    if draft.what.is_valid() and may_look_for_an_address(request):
        draft.locate()
    errors = [words for form in (draft.what, draft.you) for words in form.errors.values()]
    if errors:
        return _wrong(str(errors[0][0]))
    if draft.asking.filling.ending or not draft.asking.is_done:
        return _wrong(_asked(draft), goes_on=not draft.photo_errors)
    try:
        return _arrived(draft.receive(), draft.photo_errors)
    except Refused as refused:
        return _wrong(refused.message)


def _arrived(case: Case, notes: list[str]) -> JsonResponse:
    return JsonResponse({"number": case.number, "address": reverse("portal:mine", args=[case.private_key]), "notes": notes})


def _asked(draft: Draft) -> str:
    """A page written without network knows no question of the category: they are asked now, and nothing is typed twice."""
    if draft.asking.filling.ending:
        return _("Avant de l’envoyer, lisez ce que la mairie vous conseille.")
    return _("La mairie a besoin de quelques précisions pour la traiter.")


def _wrong(why: str, *, goes_on: bool = False) -> JsonResponse:
    """`goes_on`: the rest is whole, photos included; one page later than the first is where to go on."""
    return JsonResponse({"why": why, "goes_on": goes_on}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
