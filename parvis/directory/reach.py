"""How far an agent's hand goes: the units they work in and head, as ids, so that policies ask no query."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from parvis.directory.models import Agent


@dataclass(frozen=True)
class Reach:
    """`units`: where the agent works or heads, with all below what they head. `headed`: what they head or are deputy of,
    and below. `commanded`: what they head themselves, and below. `agents`: the agent, and whoever they stand in for today,
    whose units and categories are theirs meanwhile."""

    agents: frozenset[int]
    units: frozenset[int]
    headed: frozenset[int]
    commanded: frozenset[int]


def reach_of(agent: "Agent") -> Reach:
    from parvis.directory.models import Membership, Role, Unit

    if not agent.is_colleague:
        return Reach(agents=frozenset([agent.pk]), units=frozenset(), headed=frozenset(), commanded=frozenset())
    agents = frozenset([agent.pk, *_stood_in_for(agent)])
    posts = list(Membership.objects.filter(agent__in=agents).values_list("unit_id", "unit__path", "role"))
    paths = {
        path: role == Role.HEAD
        for _unit, path, role in sorted(posts, key=lambda one: one[2] == Role.HEAD)
        if role != Role.AGENT
    }
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    found = list(Unit.objects.filter(below).values_list("pk", "path")) if paths else []
    headed = frozenset(pk for pk, _path in found)
    commanded = frozenset(pk for pk, path in found if any(path.startswith(top) for top, is_head in paths.items() if is_head))
    return Reach(agents=agents, units=headed | {unit for unit, _path, _role in posts}, headed=headed, commanded=commanded)


def _stood_in_for(agent: "Agent") -> set[int]:
    """Whoever is away today and has this agent in their place, directly or through somebody who is away too."""
    from parvis.directory.absences import today_s

    found: set[int] = set()
    waiting = {agent.pk}
    deputies = today_s()
    while waiting:
        waiting = {absent for absent, deputy in deputies if deputy in waiting} - found - {agent.pk}
        found |= waiting
    return found
