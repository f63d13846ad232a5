"""« Toujours en panne ? » by the private link: the case is reopened at once. Everybody else makes a new report."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.cases.actors import Requester
from parvis.cases.models import Case
from parvis.cases.operations.reopen import insist as operation
from parvis.cases.policy import abilities
from parvis.cases.readings import public as reading
from parvis.cases.readings.standing import standing_of_mine
from parvis.kernel import clock
from parvis.kernel.fronts import public, writes
from parvis.kernel.operations import Refused, Stale
from parvis.kernel.tenancy import current
from parvis.portal.forms import AnswerForm
from parvis.portal.headers import for_one
from parvis.portal.limits import may_answer
from parvis.portal.views.private import act_as_shown, find


@public
@writes
@for_one
def insist(request: HttpRequest, key: str) -> HttpResponseBase:
    case = find(key)
    if "insist" not in abilities(Requester(case.pk), case):  # the delay is over, or it was sent twice
        return redirect("portal:mine", key)
    form = AnswerForm(request.POST or None, label_suffix="")
    form.fields["text"].label = _("Que voyez-vous ?")
    if request.method != "POST" or not form.is_valid():
        return _page(request, case, form)
    if not may_answer(case.pk):
        form.add_error("text", _("Vous venez d’écrire beaucoup de messages : attendez une heure. Votre texte reste ici."))
        return _page(request, case, form, HTTPStatus.TOO_MANY_REQUESTS)
    text = form.cleaned_data["text"]
    try:
        act_as_shown(request, case, lambda now: operation(now, because=text, by=Requester(now.pk)))
    except Refused as refused:
        form.add_error("text", refused.message)
        return _page(request, case, form)
    except Stale:
        return _page(request, find(key), form, HTTPStatus.CONFLICT)
    messages.success(request, _("Votre demande est rouverte : la mairie y travaille de nouveau."))
    return redirect("portal:mine", key)


def _page(request: HttpRequest, case: Case, form: AnswerForm, status: int = HTTPStatus.OK) -> HttpResponse:
    told = standing_of_mine(case, clock.today(current()))
    context = {"case": case, "form": form, "place": reading.place_of_mine(case), "standing": told, "here": "tracking"}
    return render(request, "portal/insist.html", context, status=status)
