"""The requester gives the right address for the one that they mistyped, from the receipt or from their own page."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.cases.actors import Requester
from parvis.cases.operations.correct_email import correct_email
from parvis.cases.policy import abilities
from parvis.cases.readings import public as reading
from parvis.kernel.fronts import public, writes
from parvis.kernel.operations import Refused, Stale
from parvis.portal.email_forms import EmailForm
from parvis.portal.headers import for_one
from parvis.portal.limits import may_report
from parvis.portal.slowing import slow_down

FORM = "portal/email_correction.html"


@public
@writes
@for_one
def correction(request: HttpRequest, key: str) -> HttpResponseBase:
    case = reading.by_private_key(key)
    if case is None:  # sent twice, the second comes after the link has changed
        return _page(request, "portal/email_corrected.html", HTTPStatus.NOT_FOUND)
    if "correct_email" not in abilities(Requester(case.pk), case):
        return redirect("portal:mine", key)
    form = EmailForm(request.POST or None, initial={"email": case.requester_email}, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return _page(request, FORM, case=case, form=form)
    if not may_report(request):  # it sends a letter, as a report does
        return slow_down(form, lambda status: _page(request, FORM, status, case=case, form=form))
    try:
        case = correct_email(case, email=form.cleaned_data["email"], by=Requester(case.pk))
    except Refused as refused:
        form.add_error("email", refused.message)
        return _page(request, FORM, case=case, form=form)
    except Stale:
        messages.error(request, _("La mairie vient de prendre connaissance de cette demande : écrivez-lui plutôt un message."))
        return redirect("portal:mine", key)
    messages.success(request, _("C’est corrigé. Le lien de cette page a changé : la mairie vient de vous l’envoyer."))
    return redirect("portal:thanks", case.private_key)


def _page(request: HttpRequest, template: str, status: int = HTTPStatus.OK, **context: object) -> HttpResponse:
    return render(request, template, {"here": "tracking", **context}, status=status)
