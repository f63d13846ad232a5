"""/agents/services/…/tablettes: have this very browser ask who is holding it, or take one back."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.organisation.saving import tell
from parvis.backoffice.organisation.unit import found_unit
from parvis.backoffice.seats import at_desk
from parvis.backoffice.tablet import make_shared
from parvis.directory.models import Agent, SharedDevice
from parvis.directory.operations.devices import share_device, withdraw_device
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused
from parvis.kernel.typed import whole_number


@writes
@at_desk
def devices(request: HttpRequest, agent: Agent, unit_id: int) -> HttpResponse:
    unit = found_unit(unit_id, agent)
    if request.method != "POST":
        return redirect("backoffice:unit", unit_id)
    if "retrait" in request.POST:
        device = SharedDevice.objects.filter(unit=unit, pk=whole_number(request.POST["retrait"]) or 0).first()
        if device is None:
            raise Http404
        tell(request, lambda: withdraw_device(device, by=agent), _("%s n’est plus une tablette partagée.") % device)
        return redirect("backoffice:unit", unit_id)
    try:
        shared = share_device(unit, label=request.POST.get("label", ""), by=agent)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("backoffice:unit", unit_id)
    # Whoever prepared it holds it no more: the next to touch it says who they are.
    logout(request)
    answer = redirect("account_login")
    make_shared(answer, shared)
    messages.success(request, _("C’est fait : cet appareil demande maintenant qui le tient."))
    return answer
