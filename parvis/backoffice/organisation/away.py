"""/agents/personnes/…/absence and /depart: who stands in for somebody, for some days or for good."""

from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.person import found_person
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Case
from parvis.cases.operations.leave import leave
from parvis.directory.models import Agent, Membership
from parvis.directory.operations.absences import announce_absence, call_off_absence
from parvis.directory.operations.agents import posts_of
from parvis.directory.policy import can_manage
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.paging import capped_count


class AbsenceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    starts_on = forms.DateField(
        label=gettext_lazy("Premier jour d’absence"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Donnez le premier jour."), "invalid": gettext_lazy("Écrivez une date.")},
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Dernier jour d’absence"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Donnez le dernier jour."), "invalid": gettext_lazy("Écrivez une date.")},
    )
    deputy = forms.ModelChoiceField(
        label=gettext_lazy("Qui remplace"),
        help_text=gettext_lazy("Cette personne voit et fait, ces jours-là, tout ce que l’autre peut. Rien n’est déplacé."),
        queryset=Agent.everywhere.none(),
        empty_label="",
        error_messages={
            "required": gettext_lazy("Choisissez qui remplace."),
            "invalid_choice": gettext_lazy("Choisissez qui remplace."),
        },
    )
    use_required_attribute = False


@writes
@at_desk
def absence(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    if request.method == "POST" and "retour" in request.POST:
        return _called_off(request, agent, found)
    form = AbsenceForm(request.POST or None, initial={"version": found.version, **kept_for(request)})
    deputy = form.fields["deputy"]
    assert isinstance(deputy, forms.ModelChoiceField)
    deputy.queryset = colleagues_first(found)
    saved = Saved()
    if request.method == "POST":

        def announce() -> None:
            said = form.cleaned_data
            found.version = said["version"] or 0
            announce_absence(found, deputy=said["deputy"], starts_on=said["starts_on"], ends_on=said["ends_on"], by=agent)

        saved = save(form, announce)
        if saved.is_done:
            messages.success(request, _("L’absence est annoncée : le travail suit, puis revient."))
            return redirect("backoffice:person", person_id)
    context: dict[str, object] = {"person": found, "form": form, "meanwhile": saved.meanwhile}
    return show_section(request, agent, "backoffice/organisation/absence.html", context, section="people", status=saved.status)


def _called_off(request: HttpRequest, agent: Agent, found: Agent) -> HttpResponse:
    try:
        start = date.fromisoformat(request.POST["retour"])
    except ValueError:
        return redirect("backoffice:person", found.pk)
    call_off_absence(found, starting_on=start, by=agent)
    messages.success(request, _("L’absence est annulée."))
    return redirect("backoffice:person", found.pk)


def colleagues_first(person: Agent) -> QuerySet[Agent]:
    """Everybody in post but the person; by name, since the list is short or typed into."""
    return Agent.objects.colleagues().exclude(pk=person.pk).order_by("last_name", "first_name")


class LeavingForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    heir = forms.ModelChoiceField(
        label=gettext_lazy("Qui reprend ses demandes et ses catégories ?"),
        help_text=gettext_lazy("Sans personne, ses demandes attendent dans leur service que quelqu’un les prenne."),
        queryset=Agent.everywhere.none(),
        required=False,
        empty_label=gettext_lazy("Personne pour l’instant"),
    )
    use_required_attribute = False


@writes
@at_desk
def leaving(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    require(can_manage(agent, found, posts_of(found)))
    form = LeavingForm(request.POST or None, initial={"version": found.version, **kept_for(request)})
    heir = form.fields["heir"]
    assert isinstance(heir, forms.ModelChoiceField)
    heir.queryset = colleagues_first(found)
    saved = Saved()
    if request.method == "POST":

        def go() -> None:
            found.version = form.cleaned_data["version"] or 0
            leave(found, heir=form.cleaned_data["heir"], by=agent)

        saved = save(form, go)
        if saved.is_done:
            messages.success(request, _("%s a quitté la mairie ; son travail est remis.") % found)
            return redirect("backoffice:people")
    context: dict[str, object] = {
        "person": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "held": capped_count(Case.objects.open().ordinary().filter(assignee=found)),
        "posts": list(Membership.objects.filter(agent=found).select_related("unit")),
    }
    return show_section(request, agent, "backoffice/organisation/leaving.html", context, section="people", status=saved.status)
