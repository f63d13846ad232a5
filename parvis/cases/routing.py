"""Where a new case goes: category × district, most specific first, and always someone at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from parvis.cases.confiding import last_resort, named_by
from parvis.cases.grouping import can_be_given_cases
from parvis.cases.models import Category, Group, RoutingRule
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import reception
from parvis.places.models import Zoning

Place = tuple[int, int | None]


@dataclass(frozen=True)
class Destination:
    """`rule` names what decided, for the history and the simulator; `category_id`: whose rule, or whose unit, it is. `named`:
    to whom alone a case that is confidential from the start is open."""

    unit: Unit
    agent: Agent | None
    district_id: int | None
    rule: str
    category_id: int | None = None
    named: tuple[Agent, ...] = ()
    group: Group | None = None


def destination_of(category: Category, districts: Mapping[int, int | None]) -> Destination:
    """The first that fits: the category's rule for the district, its rule for anywhere, its own unit; then the same
    for each category above; then the reception of the town hall.

    `districts`: for each zoning's id, the district of the place or None, as `districts_at` gives it.
    """
    lineage = lineage_of(category)
    rules = RoutingRule.objects.filter(category__in=lineage, unit__ended_on__isnull=True).select_related(
        "unit", "agent", "group"
    )
    found = decide(lineage, {(rule.category_id, rule.district_id): rule for rule in rules}, district_of(lineage, districts))
    return _entrusted(found, category) if category.is_confidential else found


def decide(lineage: list[Category], rules: Mapping[Place, RoutingRule], district_id: int | None) -> Destination:
    """`rules`: of units in use, by their category and their district, None for anywhere."""
    found = deciding(lineage, rules, district_id)
    if isinstance(found, RoutingRule):
        return _by_rule(found, district_id)
    if found is None:
        return Destination(reception(), None, district_id, "reception")
    assert found.unit is not None
    return Destination(found.unit, None, district_id, "unit of the category", found.pk)


def _entrusted(found: Destination, category: Category) -> Destination:
    """To those whom the category names there, or to whoever is left; an agent who is not one of them does not get it."""
    named = named_by(category, found.district_id) or last_resort(found.unit)
    return replace(found, agent=found.agent if found.agent in named else None, named=tuple(named), group=None)


def deciding(
    lineage: list[Category], rules: Mapping[Place, RoutingRule], district_id: int | None
) -> RoutingRule | Category | None:
    """What decides: a rule; or the category whose own unit it is; or nothing, and then the reception has it."""
    for step in lineage:
        rule = (rules.get((step.pk, district_id)) if district_id else None) or rules.get((step.pk, None))
        if rule is not None:
            return rule
        if step.unit is not None and step.unit.ended_on is None:
            return step
    return None


def district_of(lineage: list[Category], districts: Mapping[int, int | None]) -> int | None:
    """The district in the zoning that routes them."""
    return districts.get(zoning_among(lineage, districts))


def zoning_of(category: Category) -> int | None:
    """The zoning by which the category is routed; None in a town that has none."""
    return zoning_among(lineage_of(category), Zoning.objects.order_by("pk").values_list("pk", flat=True)[:1]) or None


def zoning_among(lineage: list[Category], zonings: Iterable[int]) -> int:
    """The zoning that the category, or one above it, is routed by; else the town's first; 0 where there is none."""
    named = next((step.zoning_id for step in lineage if step.zoning_id), None)
    return named or min(zonings, default=0)


def _by_rule(rule: RoutingRule, district_id: int | None) -> Destination:
    """An agent who has left the town or the unit since, or is suspended, is passed over, and so is a group that nobody is of:
    the unit has it."""
    agent = rule.agent
    if agent is not None and (not agent.is_in_post or rule.unit_id not in agent.reach.units):
        agent = None
    name = "category × district" if rule.district_id else "category"
    group = rule.group if rule.group is not None and can_be_given_cases(rule.group) else None
    return Destination(rule.unit, agent, district_id, name, rule.category_id, group=group)


def lineage_of(category: Category) -> list[Category]:
    """The category and those above it, the nearest first. Trees are two or three deep: each step costs less than the tree."""
    lineage: list[Category] = []
    step: int | None = category.pk
    while step is not None:
        lineage.append(Category.objects.select_related("unit").get(pk=step))
        step = lineage[-1].parent_id
    return lineage
