"""The report in three pages: where and what, you, check and send. What was typed travels in the pages themselves:
no session, so that a form kept open for a day still goes."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from parvis.cases.actors import Visitor
from parvis.cases.codes import spaced
from parvis.cases.models import Case, Status
from parvis.cases.operations.receive import receive
from parvis.cases.readings import public as reading
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.standing import standing_of_mine
from parvis.cases.readings.wording import LONGEST
from parvis.kernel import clock
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current
from parvis.portal import locating
from parvis.portal.forms import WhatForm, YouForm
from parvis.portal.headers import for_everybody, for_one
from parvis.portal.limits import may_look_for_an_address, may_report, next_hour
from parvis.portal.paper import Paper, new_paper, read_paper

READABLE = 24


class Draft:
    """The report as it travels from page to page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.catalogue = Catalogue()
        self.paper = read_paper(request.POST.get("paper", ""))
        self.data = locating.carried(request.POST.dict())
        self.question: locating.Question | None = None
        self.what = WhatForm(self.data, self.catalogue)
        self.you = YouForm(request.POST, label_suffix="")

    def locate(self) -> None:
        """Once the first page is filled in: which place its words mean."""
        self.what, self.question = locating.placed(self.what, self.data, self.catalogue)

    def page(self, step: str, notice: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
        paper = self.request.POST["paper"] if self.paper else new_paper()
        context = {"what": self.what, "you": self.you, "paper": paper, "notice": notice, "here": "report"}
        context["question"] = self.question
        response = render(self.request, f"portal/report_{step}.html", context, status=status)
        # Not `no-store`: the browser's own "back" must find what was typed.
        patch_cache_control(response, private=True, max_age=0)
        return response


@public
@writes
def report(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _begin(request)
    draft, sent, to = Draft(request), request.POST.get("step", ""), request.POST.get("to", "")
    if to in ("category", "what", "you"):
        return _turn_back(draft, to)
    if not draft.what.is_valid():
        return draft.page("what")
    if sent == "what":
        if may_look_for_an_address(request):
            draft.locate()
        return draft.page("what" if draft.question or draft.what.errors else "you")
    if not draft.you.is_valid():
        return draft.page("you")
    return draft.page("check") if sent == "you" else _send(draft)


def _begin(request: HttpRequest) -> HttpResponseBase:
    asked = request.GET.get("categorie", "")
    catalogue = Catalogue()
    what = WhatForm({"category": asked}, catalogue, is_asked=False)
    if what.chosen is None:
        return _choose(request)
    context = {"what": what, "you": YouForm(label_suffix=""), "paper": new_paper(), "notice": "", "here": "report"}
    response = render(request, "portal/report_what.html", context)
    patch_cache_control(response, private=True, max_age=0)
    return response


@for_everybody
def _choose(request: HttpRequest) -> HttpResponseBase:
    catalogue = Catalogue()
    typed = " ".join(request.GET.get("q", "")[:LONGEST].replace("\0", "").split())
    context = {
        "groups": catalogue.to_choose_by(typed),
        "typed": typed,
        # A list too long to read is folded by theme, and searched by a few letters.
        "is_long": sum(len(group.categories) for group in catalogue.to_choose) > READABLE,
        "here": "report",
    }
    return render(request, "portal/report_category.html", context)


def _turn_back(draft: Draft, to: str) -> HttpResponse:
    """An earlier page, as it was filled in: nothing is said wrong that was not sent."""
    data = draft.data
    draft.what = WhatForm(data, draft.catalogue, is_asked=False)
    draft.you = YouForm(initial=data, label_suffix="")
    if to == "category":
        draft.what.chosen = None
    return draft.page("you" if to == "you" else "what")


def _send(draft: Draft) -> HttpResponseBase:
    if suspicion := _suspect(draft):
        return draft.page("check", notice=suspicion)
    assert draft.paper is not None
    if not may_report(draft.request):
        hour = next_hour()
        told = _("Beaucoup d’envois viennent de votre connexion. Réessayez à partir de %s : rien n’est perdu.")
        response = draft.page("check", notice=told % hour.words, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(hour.seconds)
        return response
    try:
        case = _receive(draft, draft.paper)
    except Refused as refused:
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


def _receive(draft: Draft, paper: Paper) -> Case:
    assert draft.what.chosen is not None
    return receive(
        draft.what.chosen,
        words=draft.what.cleaned_data["words"],
        place=draft.what.place,
        requester=draft.you.coordinates,
        by=Visitor(),
        form_key=paper.key,
    )


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
        "code": spaced(case.tracking_code),
        "here": "report",
    }
    return render(request, "portal/thanks.html", context)
