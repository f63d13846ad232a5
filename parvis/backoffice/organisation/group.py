"""/agents/groupes/…: one group: what it is about, who is of it, what changed; and its end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.group_forms import DissolutionForm, GroupForm, known
from parvis.backoffice.organisation.groups import rows
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.grouping import can_keep
from parvis.cases.models import Case, Group, RoutingRule
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.groups import describe_group, set_members
from parvis.directory.models import Agent
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.paging import capped_count
from parvis.kernel.typed import whole_number

SHOWN = 20


def found_group(pk: int, agent: Agent) -> Group:
    """404 for what is not this town's, or was dissolved; whoever does not keep it is told so."""
    found = Group.objects.filter(pk=pk, ended_on__isnull=True).select_related("unit").first()
    if found is None:
        raise Http404
    require(can_keep(agent, found))
    return found


@writes
@at_desk
def group(request: HttpRequest, agent: Agent, group_id: int) -> HttpResponse:
    found = found_group(group_id, agent)
    form = GroupForm(request.POST or None, initial={**known(found), **kept_for(request)})
    form.offer(agent)
    saved = Saved()
    if request.method == "POST":

        def describe() -> None:
            row = Group.objects.get(pk=found.pk)
            row.version = form.cleaned_data["version"] or 0
            describe_group(row, said=form.said(), by=agent)

        saved = save(form, describe)
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:group", group_id)
    return _page(request, agent, found, form, saved)


def _page(request: HttpRequest, agent: Agent, found: Group, form: GroupForm, saved: Saved) -> HttpResponse:
    people = _people(found)
    rules = RoutingRule.objects.filter(group=found).select_related("category", "district", "unit").order_by("category__name")
    context: dict[str, object] = {
        "group": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "people": people,
        "is_empty": not any(one.is_in_post and one.is_colleague for one in people),
        "others": _others(people),
        "rules": list(rules),
        "held": capped_count(Case.objects.open().filter(group=found)),
        "changes": changes(history(found).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/group.html", context, section="groups", status=saved.status)


def _people(found: Group) -> list[Agent]:
    """Whoever is of it, suspended ones included."""
    rows = found.members.select_related("agent").order_by("agent__last_name", "agent__first_name", "pk")
    return [row.agent for row in rows]


def _others(people: list[Agent]) -> list[Agent]:
    here = [one.pk for one in people]
    return list(Agent.objects.colleagues().exclude(pk__in=here).order_by("last_name", "first_name"))


@writes
@at_desk
def members(request: HttpRequest, agent: Agent, group_id: int) -> HttpResponse:
    """One more, or one fewer."""
    found = found_group(group_id, agent)
    if request.method != "POST":
        return redirect("backoffice:group", group_id)
    leaves = "retirer" in request.POST
    pk = whole_number(request.POST.get("retirer" if leaves else "agent", "")) or 0
    person = Agent.objects.filter(pk=pk, ended_on__isnull=True).first()
    if person is None:
        messages.error(request, _("Choisissez une personne."))
        return redirect("backoffice:group", group_id)
    there = [one for one in _people(found) if one.pk != person.pk]
    done = _("%s n’est plus du groupe.") if leaves else _("%s est du groupe.")
    tell(request, lambda: set_members(found, to=there if leaves else [*there, person], by=agent), done % person)
    return redirect("backoffice:group", group_id)


@writes
@at_desk
def dissolution(request: HttpRequest, agent: Agent, group_id: int) -> HttpResponse:
    found = found_group(group_id, agent)
    others = {str(row.group.pk): row.group for row in rows(agent) if row.people and row.group.pk != found.pk}
    form = DissolutionForm(request.POST or None, initial={"version": found.version, **kept_for(request)})
    form.offer(list(others.values()))
    saved = Saved()
    if request.method == "POST":

        def end() -> None:
            row = Group.objects.get(pk=found.pk)
            row.version = form.cleaned_data["version"] or 0
            dissolve_group(row, into=others.get(form.cleaned_data["into"]), by=agent)

        saved = save(form, end)
        if saved.is_done:
            messages.success(request, _("Le groupe « %s » n’existe plus.") % found.name)
            return redirect("backoffice:groups")
    held = capped_count(Case.objects.open().filter(group=found))
    context: dict[str, object] = {"group": found, "form": form, "meanwhile": saved.meanwhile, "held": held}
    template = "backoffice/organisation/end_group.html"
    return show_section(request, agent, template, context, section="groups", status=saved.status)
