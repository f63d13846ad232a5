"""/agents/categories/…/secteur: who has a category's cases in one district, or anywhere, and who answers for them there."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.alone import unseen
from parvis.backoffice.organisation.category import found_category
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.units import by_tree, indented
from parvis.backoffice.seats import at_desk
from parvis.cases.grouping import groups_in_use
from parvis.cases.models import Category, CategoryOwner, Group, RoutingRule
from parvis.cases.operations.arrange_category import entrust
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import units_in_use
from parvis.kernel.fronts import writes
from parvis.kernel.typed import whole_number
from parvis.places.models import District


class PlaceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ChoiceField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("Sans service dit ici, la règle de partout, puis celles du thème, décident."),
        required=False,
    )
    agent = forms.ModelChoiceField(
        label=gettext_lazy("Agent"),
        help_text=gettext_lazy("Quelqu’un de ce service, à qui les demandes sont confiées d’office."),
        queryset=Agent.everywhere.none(),
        required=False,
        empty_label=gettext_lazy("Personne : le service les prend"),
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Ou groupe"),
        help_text=gettext_lazy("Ses membres voient ces demandes ; le premier qui le peut les prend. Elles restent au service."),
        queryset=Group.everywhere.none(),
        required=False,
        empty_label=gettext_lazy("Aucun groupe"),
        error_messages={"invalid_choice": gettext_lazy("Ce groupe n’existe plus.")},
    )
    owners = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Responsables"),
        help_text=gettext_lazy("Ils voient ces demandes et les clôturent, quel que soit leur service."),
        queryset=Agent.everywhere.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("group") and not said.get("unit"):
            self.add_error("unit", _("Choisissez aussi le service : les demandes du groupe lui restent."))
        return said


@writes
@at_desk
def place(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    coverage = Coverage()
    found = found_category(category_id, agent, coverage)
    district = district_asked(request.GET.get("secteur", ""))
    units = {str(one.pk): one for one in units_in_use()}
    form = PlaceForm(request.POST or None, initial={**_known(found, district), **kept_for(request)})
    _offer(form, list(units.values()))
    saved = Saved()
    if request.method == "POST":

        def change() -> None:
            said = form.cleaned_data
            found.version = said["version"] or 0
            to = units.get(said["unit"])
            agent_, group = said["agent"], said["group"]
            entrust(found, district=district, to=to, agent=agent_, group=group, owners=list(said["owners"]), by=agent)

        saved = save(form, change)
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:category", category_id)
    context: dict[str, object] = {"category": found, "district": district, "form": form, "meanwhile": saved.meanwhile}
    template = "backoffice/organisation/category_place.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)


def district_asked(typed: str) -> District | None:
    """None for anywhere; 404 for what is not this town's."""
    if not typed:
        return None
    pk = whole_number(typed)
    found = District.objects.filter(pk=pk, ended_on__isnull=True).first() if pk is not None else None
    if found is None:
        raise Http404
    return found


def _known(category: Category, district: District | None) -> dict[str, object]:
    rule = RoutingRule.objects.filter(category=category, district=district).first()
    owners = CategoryOwner.objects.filter(category=category, district=district).values_list("agent_id", flat=True)
    return {
        "version": category.version,
        "unit": str(rule.unit_id) if rule else "",
        "agent": rule.agent_id if rule else None,
        "group": rule.group_id if rule else None,
        "owners": list(owners),
    }


def _offer(form: PlaceForm, units: list[Unit]) -> None:
    unit, agent, group, owners = (form.fields[name] for name in ("unit", "agent", "group", "owners"))
    assert isinstance(unit, forms.ChoiceField) and isinstance(group, forms.ModelChoiceField)
    group.queryset = groups_in_use()
    if not group.queryset.exists():
        unseen(form, "group")
    unit.choices = [("", _("Aucun en particulier")), *indented(by_tree(units))]
    people = Agent.objects.colleagues().order_by("last_name", "first_name")
    for one in (agent, owners):
        assert isinstance(one, forms.ModelChoiceField)
        one.queryset = people
