"""/agents/horaires: when the town hall is open, and whom to call for a danger when it is not; read over in words first."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.upon_reception import upon_reception
from parvis.backoffice.seats import at_desk
from parvis.directory import opening
from parvis.directory.door import in_words, now_in_words
from parvis.directory.events import OpeningSet
from parvis.directory.models import Agent
from parvis.directory.operations.opening import set_opening
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, require
from parvis.kernel.tenancy import current

SHOWN = 20


class HoursForm(forms.Form):
    """`version`: of the reception, in whose history it is written."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hours = forms.CharField(
        label=gettext_lazy("Horaires de la mairie"),
        help_text=gettext_lazy("Comme sur la porte : lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00"),
        required=False,
        max_length=300,
    )
    on_call_phone = forms.CharField(
        label=gettext_lazy("Numéro d’astreinte"),
        help_text=gettext_lazy("Montré à qui signale un danger quand la mairie est fermée, les jours fériés aussi."),
        required=False,
        max_length=30,
    )
    use_required_attribute = False


@dataclass(frozen=True)
class Door:
    """What the public reads on the door. `at_once`: whether the town hall is open now."""

    lines: list[str]
    at_once: str


def door_of(hours: str) -> Door | None:
    """None without hours, or when nobody could read them: then it is said beside the field."""
    town = Authority.objects.get(pk=current().pk)
    try:
        lines = in_words(hours)
        return Door(lines, now_in_words(town, hours, clock.now())) if lines else None
    except opening.Unreadable:
        return None


@writes
@at_desk
def hours(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    town = Authority.objects.get(pk=current().pk)
    known = {"hours": town.opening, "on_call_phone": town.on_call_phone, "version": reception().version}
    form = HoursForm(request.POST or None, initial={**known, **kept_for(request)})
    saved, is_tried = Saved(), "apercu" in request.POST
    if request.method == "POST":
        saved = save(form, lambda: _check(form) if is_tried else _set(form, agent))
        if saved.is_done and not is_tried:
            messages.success(request, _("C’est enregistré : le public le lit déjà."))
            return redirect("backoffice:hours")
    context: dict[str, object] = {
        "form": form,
        "door": door_of(request.POST.get("hours", "") if request.method == "POST" else town.opening),
        "is_tried": is_tried and saved.is_done,
        "meanwhile": saved.meanwhile,
        "changes": changes(history(reception()).filter(kind=OpeningSet.kind).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/hours.html", context, section="hours", status=saved.status)


def _check(form: forms.Form) -> None:
    """Looked at, and not kept."""
    try:
        opening.read(" ".join(form.cleaned_data["hours"].split()))
    except opening.Unreadable as wrong:
        raise Refused(str(wrong), "hours") from None


def _set(form: forms.Form, agent: Agent) -> None:
    said = form.cleaned_data
    upon_reception(
        said["version"] or 0,
        (OpeningSet,),
        lambda first: set_opening(first, hours=said["hours"], on_call_phone=said["on_call_phone"], by=agent),
    )
