"""What an agent holds in this room, as ids: units, categories, scopes, and the town's rights; read once, so policies ask no
query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import IntegerField, Value, When

from parvis.cases.roles import Cell, rights_with

if TYPE_CHECKING:
    from parvis.cases.models import Access, Group
    from parvis.directory.models import Agent


@dataclass(frozen=True)
class Scope:
    """Of a councillor or a contractor: the three together; None limits nothing. What is below is in."""

    units: frozenset[int] | None
    categories: frozenset[int] | None
    district: int | None


@dataclass(frozen=True)
class Place:
    """What a group sees, as ids."""

    unit_id: int | None
    category_id: int | None
    district_id: int | None


@dataclass(frozen=True)
class Hand:
    """`agents`: the agent, and whoever they stand in for. Ownership of a category is ownership of all below it. `entrusted`:
    the confidential cases that are open to the agent by name, never to whoever stands in for them. `groups`: those that
    they are of; `group_scopes`: what such groups see. `rights`: the (role, action) that the town allows."""

    kind: str
    agents: frozenset[int]
    units: frozenset[int]
    headed: frozenset[int]
    commanded: frozenset[int]
    owned_anywhere: frozenset[int]
    owned_by_district: Mapping[int, frozenset[int]]
    is_supervisor: bool
    scopes: tuple[Scope, ...]
    entrusted: frozenset[int]
    groups: frozenset[int]
    group_scopes: tuple[Scope, ...]
    rights: frozenset[Cell]

    def owns(self, category_id: int, district_id: int | None) -> bool:
        return category_id in self.owned_anywhere or (
            district_id is not None and category_id in self.owned_by_district.get(district_id, frozenset())
        )


def hand_of(agent: "Agent") -> Hand:
    """Kept on the agent, who lives for one request."""
    hand: Hand | None = agent.__dict__.get("hand")
    if hand is None:
        hand = agent.__dict__["hand"] = _read(agent)
    return hand


def _read(agent: "Agent") -> Hand:
    from parvis.cases.models import RoleRight

    anywhere, by_district = _owned(agent) if agent.is_colleague else (frozenset[int](), {})
    reach = agent.reach
    entrusted, groups = _named(agent)
    return Hand(
        kind=agent.kind,
        agents=reach.agents,
        units=reach.units,
        headed=reach.headed,
        commanded=reach.commanded,
        owned_anywhere=anywhere,
        owned_by_district=by_district,
        is_supervisor=agent.is_supervisor,
        scopes=_scopes(agent),
        entrusted=entrusted,
        groups=frozenset(groups),
        group_scopes=scopes_of(agent, [place for place in groups.values() if place is not None]),
        rights=rights_with(RoleRight.objects.values_list("role", "action", "is_allowed")),
    )


def _owned(agent: "Agent") -> tuple[frozenset[int], dict[int, frozenset[int]]]:
    from parvis.cases.models import CategoryOwner

    anywhere: set[int] = set()
    by_district: dict[int, set[int]] = defaultdict(set)
    owned = list(CategoryOwner.objects.filter(agent__in=agent.reach.agents))
    below = _descendants() if owned else {}
    for owner in owned:
        where = by_district[owner.district_id] if owner.district_id else anywhere
        where.update(below[owner.category_id])
    return frozenset(anywhere), {district: frozenset(ids) for district, ids in by_district.items()}


def _named(agent: "Agent") -> "tuple[frozenset[int], dict[int, Place | None]]":
    """In one query, which every page asks: the cases open to them by name, and their groups with what each sees, those of
    whoever they stand in for included. A councillor reads for the whole council: nothing is entrusted to them, and groups
    are of colleagues."""
    from parvis.cases.models import Confidant, GroupMember
    from parvis.directory.models import AgentKind

    if agent.kind == AgentKind.COUNCILLOR:
        return frozenset(), {}
    nothing = (Value(None, IntegerField()), Value(None, IntegerField()), Value(None, IntegerField()))
    found = Confidant.objects.filter(agent=agent).values_list(Value(0), "case_id", Value(0), *nothing)
    if agent.is_colleague:
        members = GroupMember.objects.filter(group__ended_on__isnull=True, agent__in=agent.reach.agents)
        sees = models.Case(When(group__sees_all=True, then=Value(1)), default=Value(0), output_field=IntegerField())
        of_group = ("group__unit_id", "group__category_id", "group__district_id")
        found = found.order_by().union(members.order_by().values_list(Value(1), "group_id", sees, *of_group))
    rows = list(found)
    groups = {row[1]: Place(*row[3:]) if row[2] else None for row in rows if row[0]}
    return frozenset(row[1] for row in rows if not row[0]), groups


def _scopes(agent: "Agent") -> tuple[Scope, ...]:
    from parvis.cases.models import Access

    return () if agent.is_colleague else scopes_of(agent, Access.objects.filter(agent=agent))


def scopes_of(agent: "Agent", accesses: "Iterable[Access | Group | Place]") -> tuple[Scope, ...]:
    """With all that is below each."""
    from parvis.directory.models import AgentKind, Unit

    accesses = list(accesses)
    units = dict(Unit.objects.values_list("pk", "path")) if any(one.unit_id for one in accesses) else {}
    below = _descendants() if any(one.category_id for one in accesses) else {}
    return tuple(
        Scope(
            units=frozenset(pk for pk, path in units.items() if path.startswith(units[one.unit_id])) if one.unit_id else None,
            categories=frozenset(below[one.category_id]) if one.category_id else None,
            district=one.district_id,
        )
        for one in accesses
        # A contractor never sees the whole town.
        if agent.kind == AgentKind.COUNCILLOR or one.unit_id or one.category_id or one.district_id
    )


def _descendants() -> dict[int, set[int]]:
    """For each category, itself and all below it."""
    from parvis.cases.models import Category

    parents = dict(Category.objects.values_list("pk", "parent_id"))
    below: dict[int, set[int]] = {pk: {pk} for pk in parents}
    for pk in parents:
        above = parents[pk]
        while above is not None:
            below[above].add(pk)
            above = parents[above]
    return below
