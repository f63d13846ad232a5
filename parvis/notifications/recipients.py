"""Which agents are told: those who can act, and never of what they did themselves."""

from collections.abc import Iterable

from django.db.models import Q

from parvis.cases import policy
from parvis.cases.confiding import readers_of
from parvis.cases.grouping import people_of
from parvis.cases.models import Case, Kind
from parvis.cases.routing import lineage_of
from parvis.directory import queries
from parvis.directory.absences import deputies_of
from parvis.directory.models import Agent, Unit
from parvis.kernel.models import Event


def reachable(agents: Iterable[Agent | None], event: Event | None) -> list[Agent]:
    """Each once, in post, and not the one who acted; and whoever stands in for those who are away. Without an address they
    read it on their screen."""
    actor = event.actor_id if event is not None and event.actor_kind == "agent" else None
    found = {agent.pk: agent for agent in agents if agent is not None}
    found |= {agent.pk: agent for agent in deputies_of(found.values())}
    return [agent for agent in found.values() if agent.is_in_post and agent.pk != actor]


def heads(unit: Unit) -> list[Agent]:
    """The heads; where there is none up to the root, the members: a case must not arrive unseen."""
    return list(queries.heads(unit)) or list(queries.members(unit))


def in_charge(case: Case, unit: Unit) -> list[Agent]:
    """The heads of the unit; of a confidential case, those named on it instead."""
    return readers_of(case) if case.is_confidential else heads(unit)


def arrivals(case: Case, unit: Unit, assignee: Agent | None) -> list[Agent | None]:
    """Danger is told to the whole unit: whoever is there goes. So is a compliment, unless it is for somebody."""
    if case.is_confidential:
        return [*readers_of(case)]
    is_for_all = case.is_danger or (case.category.kind == Kind.COMPLIMENT and assignee is None)
    everybody = list(queries.members(unit)) if is_for_all else []
    team = list(people_of(case.group)) if case.group is not None and assignee is None else []
    return [assignee, *heads(unit), *team, *everybody]


def holders(case: Case) -> list[Agent]:
    """Whoever has the case, or else the heads; both where a contractor has it, who answers nobody."""
    assignee = case.assignee
    if assignee is None or not assignee.is_in_post:
        return in_charge(case, case.unit)
    return [assignee] if assignee.is_colleague else [assignee, *in_charge(case, case.unit)]


def reminded(case: Case, height: int) -> list[Agent]:
    """Of a deadline: whoever has the case; then their head too; then, each time, the heads of one unit further up."""
    found = holders(case)
    if height > 0:
        found += in_charge(case, case.unit)
    if height > 1 and not case.is_confidential:
        upwards = [int(part) for part in case.unit.path.strip("/").split("/")][::-1]
        found += heads(Unit.objects.get(pk=upwards[min(height, len(upwards)) - 1]))
    return found


def closers(case: Case) -> list[Agent]:
    """The heads, and the owners of the category who may close."""
    return [agent for agent in (*in_charge(case, case.unit), *owners(case)) if policy.can_close(agent, case)]


def owners(case: Case) -> list[Agent]:
    """Whoever answers for the category, or for one above it, where the case is."""
    here = Q(owned__district__isnull=True) | Q(owned__district=case.district_id)
    return list(Agent.objects.filter(here, owned__category__in=lineage_of(case.category)).distinct())
