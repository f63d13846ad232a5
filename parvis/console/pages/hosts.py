"""/villes/N/adresses: the names under which a town is found."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.console.door import at_console
from parvis.console.finding import find_town
from parvis.console.pages.town import HostForm, show_town
from parvis.console.showing import attempt
from parvis.directory.models import Operator
from parvis.directory.operations.hosts import add_host, choose_host, remove_host
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority

DONE = {
    "ajouter": (add_host, _("%s mène maintenant à cette ville.")),
    "choisir": (choose_host, _("%s est maintenant l’adresse de la ville, dans ses liens et ses lettres aussi.")),
    "retirer": (remove_host, _("%s ne mène plus à cette ville.")),
}


@writes
@at_console
def hosts(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    """Looked at, it leads to the town."""
    town = find_town(town_id)
    if request.method != "POST":
        return redirect("console:town", town.pk)
    return _change(request, operator, town)


def _change(request: HttpRequest, operator: Operator, town: Authority) -> HttpResponse:
    act = request.POST.get("acte", "")
    if act not in DONE:
        raise Http404
    do, words = DONE[act]
    form = HostForm(request.POST)
    status = attempt(form, lambda: do(town, host=form.cleaned_data["host"], by=operator))
    if status != HTTPStatus.OK:
        return show_town(request, operator, find_town(town.pk), form=form, status=status)
    messages.success(request, words % form.cleaned_data["host"].lower())
    return redirect("console:town", town.pk)
