"""How far an agent's hand goes: the units they work in and head, as ids, so that policies ask no query."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from parvis.directory.models import Agent


@dataclass(frozen=True)
class Reach:
    """`units`: where the agent works or heads, with all below what they head. `headed`: what they head, and below."""

    units: frozenset[int]
    headed: frozenset[int]


def reach_of(agent: "Agent") -> Reach:
    from parvis.directory.models import Membership, Role, Unit

    posts = list(Membership.objects.filter(agent=agent).values_list("unit_id", "unit__path", "role"))
    below = Q(pk__in=[])
    for _unit, path, role in posts:
        if role == Role.HEAD:
            below |= Q(path__startswith=path)
    headed = frozenset(Unit.objects.filter(below).values_list("pk", flat=True))
    return Reach(units=headed | {unit for unit, _path, _role in posts}, headed=headed)
