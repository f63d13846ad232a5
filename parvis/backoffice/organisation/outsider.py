"""/agents/personnes/…/nature, …/consultation: what somebody is to the town hall, and which cases a councillor or a contractor
reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.organisation.outsider_forms import AccessForm, KindForm
from parvis.backoffice.organisation.person import found_person
from parvis.backoffice.organisation.saving import tell
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Access, Category
from parvis.cases.operations.grant import give_access, take_access
from parvis.directory.models import Agent, AgentKind
from parvis.directory.operations.qualify import qualify
from parvis.directory.policy import can_arrange
from parvis.directory.queries import units_in_use
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.typed import whole_number
from parvis.places.models import District


@writes
@at_desk
def kind(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    require(can_arrange(agent))
    form = KindForm(request.POST)
    if request.method == "POST" and form.is_valid():
        found.version = form.cleaned_data["version"] or 0
        as_kind = AgentKind(form.cleaned_data["kind"])
        tell(request, lambda: qualify(found, as_kind=as_kind, by=agent), _("C’est enregistré."))
    return redirect("backoffice:person", person_id)


@writes
@at_desk
def access(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    """One more, or one less (`retirer`)."""
    found = found_person(person_id, agent)
    require(can_arrange(agent))
    form = AccessForm(request.POST).offer()
    if request.method != "POST":
        return redirect("backoffice:person", person_id)
    if not form.is_valid():
        messages.error(request, _("Ce choix n’est plus proposé : recommencez."))
        return redirect("backoffice:person", person_id)
    found.version = form.cleaned_data["version"] or 0
    leaving = whole_number(request.POST.get("retirer", ""))
    if leaving is not None:
        known = Access.objects.filter(agent=found, pk=leaving).first()
        if known is not None:
            tell(request, lambda: take_access(found, access=known, by=agent), _("%s ne voit plus ces demandes.") % found)
    else:
        tell(request, lambda: _give(found, form, agent), _("%s voit maintenant ces demandes.") % found)
    return redirect("backoffice:person", person_id)


def _give(found: Agent, form: AccessForm, agent: Agent) -> None:
    said = {name: int(form.cleaned_data[name] or 0) for name in ("unit", "category", "district")}
    unit = units_in_use().filter(pk=said["unit"]).first()
    category = Category.objects.filter(pk=said["category"]).first()
    district = District.objects.filter(pk=said["district"]).first()
    give_access(found, unit=unit, category=category, district=district, by=agent)
