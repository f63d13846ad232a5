"""The requester's own page, behind the private key: read the thread, answer, withdraw. To open it changes nothing, so
that a mail scanner that follows links first does no harm."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Outcome
from parvis.cases.narrative import Line, tell, tell_events
from parvis.cases.operations import converse
from parvis.cases.operations.choose_letters import choose_letters
from parvis.cases.operations.close import withdraw
from parvis.cases.policy import abilities
from parvis.cases.readings import public as reading
from parvis.cases.readings.spot import spot_of
from parvis.cases.readings.standing import standing_of_mine
from parvis.cases.voices.town import told_to_the_requester
from parvis.kernel import clock
from parvis.kernel.codes import spaced
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused, Stale
from parvis.kernel.tenancy import current
from parvis.kernel.typed import whole_number
from parvis.portal.forms import AnswerForm
from parvis.portal.headers import for_one
from parvis.portal.limits import may_answer
from parvis.portal.looks import shown_to_the_requester


@public
@reads
@for_one
def mine(request: HttpRequest, key: str) -> HttpResponseBase:
    return _page(request, find(key), AnswerForm(label_suffix=""))


@public
@writes
@for_one
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    case = find(key)
    if request.method != "POST":
        return redirect("portal:mine", key)
    form = AnswerForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, case, form)
    if not may_answer(case.pk):
        form.add_error("text", _("Vous venez d’écrire beaucoup de messages : attendez une heure. Votre texte reste ici."))
        return _page(request, case, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    text = form.cleaned_data["text"]
    try:
        act_as_shown(request, case, lambda now: converse.answer(now, text=text, by=Requester(now.pk)))
    except Refused as refused:
        form.add_error("text", refused.message)
        return _page(request, find(key), form)
    except Stale as stale:
        since = tell_events(case, stale.since, told_to_the_requester)
        if any(line.said.quote == text for line in since):  # sent twice: it is there
            return redirect("portal:mine", key)
        return _page(request, find(key), form, since)
    messages.success(request, _("Votre message est transmis à la mairie."))
    return redirect("portal:mine", key)


@public
@writes
@for_one
def withdrawal(request: HttpRequest, key: str) -> HttpResponseBase:
    """Asked once in words on the page itself; asked twice, done once."""
    case = find(key)
    if request.method == "POST":
        try:
            act_as_shown(request, case, lambda now: withdraw(now, by=Requester(now.pk)))
        except Refused as refused:
            messages.error(request, refused.message)
        except Stale as stale:
            case = find(key)
            if case.outcome != Outcome.WITHDRAWN:  # else it was sent twice
                since = tell_events(case, stale.since, told_to_the_requester)
                return _page(request, case, AnswerForm(label_suffix=""), since)
        else:
            messages.success(request, _("Votre demande est annulée."))
    return redirect("portal:mine", key)


@public
@writes
@for_one
def letters(request: HttpRequest, key: str) -> HttpResponseBase:
    """How much they are written to."""
    case = find(key)
    if request.method == "POST":
        try:
            choose_letters(case, less=request.POST.get("moins") == "1", by=Requester(case.pk))
        except Refused as refused:
            messages.error(request, refused.message)
        except Stale:
            messages.error(request, _("La mairie agissait au même instant : recommencez."))
        else:
            messages.success(request, _("C’est enregistré."))
    return redirect("portal:mine", key)


def act_as_shown(request: HttpRequest, case: Case, act: Callable[[Case], Case]) -> None:
    """Do it to the case as it was on the page. What only agents can read of meanwhile stops nobody."""
    fresh = case.version
    shown = whole_number(request.POST.get("version", ""))
    case.version = shown if shown is not None else fresh
    try:
        act(case)
    except Stale as stale:
        if tell_events(case, stale.since, told_to_the_requester):
            raise
        case.version = fresh
        act(case)


def find(key: str) -> Case:
    case = reading.by_private_key(key)
    if case is None:
        raise Http404
    return case


def _page(
    request: HttpRequest, case: Case, form: AnswerForm, since: list[Line] | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """`since`: what happened while they wrote; their words are still in the form."""
    context = {
        "case": case,
        "form": form,
        "since": since,
        "place": reading.place_of_mine(case),
        "spot": spot_of(case, on=reverse("portal:map")),
        "standing": standing_of_mine(case, clock.today(current())),
        "story": tell(case, told_to_the_requester),
        "looks": shown_to_the_requester(case),
        "question": reading.question_to_the_requester(case),
        "abilities": abilities(Requester(case.pk), case),
        "code": spaced(case.tracking_code),
    }
    status = HTTPStatus.CONFLICT if since else status
    return render(request, "portal/mine.html", context, status=status)
