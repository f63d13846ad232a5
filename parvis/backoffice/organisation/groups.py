"""/agents/groupes: the groups that this agent keeps, what each is about and how many are of it; a new one."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.group_forms import NewGroupForm
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import require_some, show_section
from parvis.backoffice.organisation.units import run_by
from parvis.backoffice.seats import at_desk
from parvis.cases.grouping import groups_in_use
from parvis.cases.models import Group, GroupMember
from parvis.cases.operations.groups import create_group
from parvis.directory.models import Agent, AgentKind
from parvis.directory.policy import can_arrange
from parvis.directory.queries import IN_POST
from parvis.kernel.fronts import reads, writes
from parvis.kernel.text import fold


@dataclass(frozen=True)
class Row:
    """`about`: the unit, the category and the district, in words."""

    group: Group
    about: str
    people: int


@reads
@at_desk
def groups(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In two queries, however many."""
    require_some(agent)
    context: dict[str, object] = {"rows": rows(agent), "arranges": can_arrange(agent)}
    return show_section(request, agent, "backoffice/organisation/groups.html", context, section="groups")


def kept_by(agent: Agent) -> list[Group]:
    """All, for whoever arranges the town; for a head, those of the units that they run."""
    found = groups_in_use()
    found = found if can_arrange(agent) else found.filter(unit__in=agent.reach.headed)
    return sorted(found, key=lambda one: fold(one.name))


def rows(agent: Agent) -> list[Row]:
    counts = Counter(
        GroupMember.objects.filter(agent__kind=AgentKind.COLLEAGUE, **IN_POST).order_by().values_list("group", flat=True)
    )
    return [Row(one, about(one), counts[one.pk]) for one in kept_by(agent)]


def about(group: Group) -> str:
    said = (group.unit, group.category, group.district)
    return " · ".join(one.name for one in said if one is not None) or _("Toute la commune")


@writes
@at_desk
def new_group(request: HttpRequest, agent: Agent) -> HttpResponse:
    require_some(agent)
    mine = run_by(agent).filter(parent__isnull=False).first() if not can_arrange(agent) else None
    form = NewGroupForm(request.POST or None, initial={"unit": str(mine.pk) if mine else "", **kept_for(request)})
    form.offer(agent)
    saved, new = Saved(), list[Group]()
    if request.method == "POST":
        saved = save(form, lambda: new.append(create_group(form.cleaned_data["name"], unit=form.unit_chosen, by=agent)))
        if saved.is_done:
            return redirect("backoffice:group", new[0].pk)
    template = "backoffice/organisation/new_group.html"
    return show_section(request, agent, template, {"form": form}, section="groups", status=saved.status)
