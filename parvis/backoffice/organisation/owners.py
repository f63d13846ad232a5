"""/agents/services/…/responsables: who of the unit's people answers for a category whose cases come to it."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.category_places import district_asked
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Category, CategoryOwner
from parvis.cases.operations.name_owners import name_owners
from parvis.cases.owning import comes_to
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent, Unit
from parvis.directory.policy import can_arrange, can_run
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.typed import whole_number
from parvis.places.models import District


@dataclass(frozen=True)
class Charge:
    """A category whose cases come to the unit: everywhere (`district` is None), or in a district of it."""

    category: Category
    district: District | None
    owners: list[Agent]


class OwnersForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    owners = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Responsables"),
        help_text=gettext_lazy("Ils voient ces demandes et les clôturent, quel que soit leur service."),
        queryset=Agent.everywhere.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Cette personne n’est plus de vos services : choisissez de nouveau.")},
    )
    use_required_attribute = False

    def offer(self, agent: Agent) -> None:
        people = Agent.objects.colleagues().order_by("last_name", "first_name")
        owners = self.fields["owners"]
        assert isinstance(owners, forms.ModelMultipleChoiceField)
        owners.queryset = people if can_arrange(agent) else people.filter(memberships__unit__in=agent.reach.headed).distinct()

    def not_among(self, agents: list[Agent]) -> list[Agent]:
        """Those that this form neither names nor removes."""
        owners = self.fields["owners"]
        assert isinstance(owners, forms.ModelMultipleChoiceField)
        offered = {one.pk for one in owners.queryset} if owners.queryset is not None else set()
        return [one for one in agents if one.pk not in offered]


def charges_of(unit: Unit, agent: Agent, coverage: Coverage) -> list[Charge]:
    """What comes to the unit itself, and whose owners this agent may name: one line where it all does."""
    found: list[Charge] = []
    for category in coverage.leaves:
        cells = coverage.cells(category)
        here = [cell for cell in cells if (cell.unit or coverage.reception).pk == unit.pk]
        if here and len(here) == len(cells):
            found.append(Charge(category, None, coverage.cell(category, None).owners))
        else:
            found += [Charge(category, cell.district, cell.owners) for cell in here if cell.district is not None]
    return [one for one in found if comes_to(agent, one.category, one.district, coverage)]


@writes
@at_desk
def owners(request: HttpRequest, agent: Agent, unit_id: int) -> HttpResponse:
    coverage = Coverage()
    unit = Unit.objects.filter(pk=unit_id, ended_on__isnull=True).first()
    category = coverage.all.get(whole_number(request.GET.get("categorie", "")) or 0)
    if unit is None or category is None or category.ended_on is not None:
        raise Http404
    district = district_asked(request.GET.get("secteur", ""))
    require(can_run(agent, unit) and comes_to(agent, category, district, coverage))
    known = list(CategoryOwner.objects.filter(category=category, district=district).select_related("agent"))
    chosen = {"version": category.version, "owners": [one.agent_id for one in known], **kept_for(request)}
    form = OwnersForm(request.POST or None, initial=chosen)
    form.offer(agent)
    saved = Saved()
    if request.method == "POST":

        def change() -> None:
            row = Category.objects.get(pk=category.pk)
            row.version = form.cleaned_data["version"] or 0
            name_owners(row, owners=list(form.cleaned_data["owners"]), district=district, by=agent)

        saved = save(form, change)
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:unit", unit.pk)
    others = form.not_among([one.agent for one in known])
    shown: dict[str, object] = {"unit": unit, "category": category, "district": district, "others": others}
    context: dict[str, object] = {**shown, "form": form, "meanwhile": saved.meanwhile}
    template = "backoffice/organisation/owners.html"
    return show_section(request, agent, template, context, section="units", status=saved.status)
