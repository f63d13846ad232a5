"""The report in three pages: where and what, you, check and send. What was typed travels in the pages themselves:
no session, so that a form kept open for a day still goes; photos wait beside (`parvis.portal.photos`)."""

from http import HTTPStatus

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.cases.models import Status
from parvis.cases.readings import public as reading
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.spot import spot_of
from parvis.cases.readings.standing import standing_of_mine
from parvis.cases.readings.wording import LONGEST
from parvis.cases.sparing import OVER_LIMIT
from parvis.kernel import clock
from parvis.kernel.codes import spaced
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current
from parvis.portal import prefilled
from parvis.portal.draft import Draft, said_again
from parvis.portal.headers import for_everybody, for_one
from parvis.portal.limits import may_look_for_an_address, may_report, next_hour

READABLE = 24


@public
@writes
def report(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _begin(request)
    draft, sent, to = Draft(request), request.POST.get("step", ""), request.POST.get("to", "")
    draft.take_photos()
    if to in ("category", "what", "questions", "you"):
        return draft.turn_back(to)
    if not draft.what.is_valid() or draft.photo_errors:
        return draft.page("what")
    if sent == "what":
        if may_look_for_an_address(request):
            draft.locate()
        if draft.question or draft.what.errors:
            return draft.page("what")
        if draft.look_around():
            return draft.page("nearby")
    if sent in ("what", "nearby"):
        return _ask(draft) if draft.asking.is_needed else _whom(draft)
    if draft.asking.filling.ending or not draft.asking.is_done:
        return _ask(draft)
    if sent == "questions":
        return _whom(draft)
    if not draft.you.is_valid():
        return draft.page("you")
    return draft.page("check") if sent == "you" else _send(draft)


def _ask(draft: Draft) -> HttpResponseBase:
    """The category's own questions, until all that are asked have been shown; or where their answers lead instead."""
    return draft.page("ending" if draft.asking.filling.ending and draft.asking.seen else "questions")


def _whom(draft: Draft) -> HttpResponseBase:
    """Who asks, unless nobody is to be named."""
    assert draft.what.chosen is not None
    if draft.what.chosen.is_anonymous:
        draft.you.is_valid()
        return draft.page("check")
    return draft.page("you")


def _begin(request: HttpRequest) -> HttpResponseBase:
    draft = Draft(request)
    if again := reading.contestable(request.GET.get("encore", "")):
        draft.show_as_typed(said_again(again))
    else:
        draft.begin(prefilled.read(request.GET, draft.catalogue))
    return draft.page("what") if draft.what.chosen is not None else _choose(request)


@for_everybody
def _choose(request: HttpRequest) -> HttpResponseBase:
    catalogue = Catalogue()
    typed = " ".join(request.GET.get("q", "")[:LONGEST].replace("\0", "").split())
    context = {
        "groups": catalogue.to_choose_by(typed),
        "typed": typed,
        "begun": prefilled.kept(request.GET),
        # A list too long to read is folded by theme, and searched by a few letters.
        "is_long": sum(len(group.categories) for group in catalogue.to_choose) > READABLE,
        "here": "report",
    }
    return render(request, "portal/report_category.html", context)


def _send(draft: Draft) -> HttpResponseBase:
    if suspicion := _suspect(draft):
        return draft.page("check", notice=suspicion)
    if not may_report(draft.request):
        hour = next_hour()
        told = _("Beaucoup d’envois viennent de votre connexion. Réessayez à partir de %s : rien n’est perdu.")
        response = draft.page("check", notice=told % hour.words, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(hour.seconds)
        return response
    try:
        case = draft.receive()
    except Refused as refused:
        if refused.field == OVER_LIMIT:
            return draft.page("check", notice=refused.message, status=HTTPStatus.TOO_MANY_REQUESTS, is_over=True)
        draft.what.add_error(refused.field if refused.field in draft.what.fields else None, refused.message)
        return draft.page("what")
    return redirect("portal:thanks", case.private_key)


def _suspect(draft: Draft) -> str:
    """What a robot does: it fills the hidden field in, or sends before it can have read. A person just sends again."""
    if draft.paper is None or draft.request.POST.get("website"):
        return _("Vérifiez encore une fois, puis envoyez : rien n’est perdu.")
    if draft.paper.is_hasty:
        return _("C’était très rapide ! Relisez, puis envoyez : rien n’est perdu.")
    return ""


@public
@reads
@for_one
def thanks(request: HttpRequest, key: str) -> HttpResponseBase:
    """The receipt: it may be read again, and nothing is sent again."""
    case = reading.by_private_key(key)
    if case is None:
        raise Http404
    if case.status != Status.NEW:  # the moment has passed: what matters now is on the requester's own page
        return redirect("portal:mine", key)
    context = {
        "case": case,
        "standing": standing_of_mine(case, clock.today(current())),
        "spot": spot_of(case, on=reverse("portal:map")),
        "code": spaced(case.tracking_code),
        "here": "report",
    }
    return render(request, "portal/thanks.html", context)
