"""/agents/demarrage/horaires: the hours, the number on call, and the legal particulars that a town hall knows by heart."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.hours import HoursForm, door_of
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.upon_reception import upon_reception
from parvis.backoffice.seats import at_desk
from parvis.backoffice.starting.steps import after, show_step
from parvis.directory.events import OpeningSet, ParticularTold
from parvis.directory.models import Agent, Unit
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current

IN_SHORT = ("phone", "postal_address", "publication_director", "dpo_email")


class DoorForm(HoursForm):
    phone = forms.CharField(label=gettext_lazy("Téléphone de l’accueil"), required=False, max_length=30)
    postal_address = forms.CharField(label=gettext_lazy("Adresse postale de la mairie"), required=False, max_length=300)
    publication_director = forms.CharField(
        label=gettext_lazy("Directeur ou directrice de la publication"),
        help_text=gettext_lazy("D’ordinaire le maire : prénom, nom et fonction."),
        required=False,
        max_length=160,
    )
    dpo_email = forms.CharField(
        label=gettext_lazy("Adresse e-mail du délégué à la protection des données"), required=False, max_length=254
    )


@writes
@at_desk
def door(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    town = Authority.objects.get(pk=current().pk)
    known: dict[str, object] = {name: getattr(town, name) for name in ("on_call_phone", *IN_SHORT)}
    known |= {"hours": town.opening, "version": reception().version}
    form = DoorForm(request.POST or None, initial={**known, **kept_for(request)})
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: _set(form, agent))
        if saved.is_done:
            return after("start-door")
    context: dict[str, object] = {"form": form, "door": door_of(town.opening), "meanwhile": saved.meanwhile}
    return show_step(request, agent, "backoffice/starting/door.html", context, step="start-door", status=saved.status)


def _set(form: forms.Form, agent: Agent) -> None:
    """All of it, or nothing."""
    said = form.cleaned_data

    def act(first: Unit) -> None:
        set_opening(first, hours=said["hours"], on_call_phone=said["on_call_phone"], by=agent)
        tell_particulars(reception(), told={name: said[name] for name in IN_SHORT}, by=agent)

    with transaction.atomic():
        upon_reception(said["version"] or 0, (OpeningSet, ParticularTold), act)
