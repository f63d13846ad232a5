"""Where a new case goes: category × district, most specific first, and always someone at the end."""

from collections.abc import Mapping
from dataclasses import dataclass

from parvis.cases.models import Category, RoutingRule
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import reception
from parvis.places.models import Zoning

Place = tuple[int, int | None]


@dataclass(frozen=True)
class Destination:
    """`rule` names what decided, for the history and the simulator."""

    unit: Unit
    agent: Agent | None
    district_id: int | None
    rule: str


def destination_of(category: Category, districts: Mapping[int, int | None]) -> Destination:
    """The first that fits: the category's rule for the district, its rule for anywhere, its own unit; then the same
    for each category above; then the reception of the town hall.

    `districts`: for each zoning's id, the district of the place or None, as `districts_at` gives it.
    """
    lineage = _lineage(category)
    rules = RoutingRule.objects.filter(category__in=lineage, unit__ended_on__isnull=True).select_related("unit", "agent")
    return decide(lineage, {(rule.category_id, rule.district_id): rule for rule in rules}, district_of(lineage, districts))


def decide(lineage: list[Category], rules: Mapping[Place, RoutingRule], district_id: int | None) -> Destination:
    """`rules`: of units in use, by their category and their district, None for anywhere."""
    for step in lineage:
        there = rules.get((step.pk, district_id)) if district_id else None
        if there is not None:
            return _by_rule(there, district_id, "category × district")
        anywhere = rules.get((step.pk, None))
        if anywhere is not None:
            return _by_rule(anywhere, district_id, "category")
        if step.unit is not None and step.unit.ended_on is None:
            return Destination(step.unit, None, district_id, "unit of the category")
    return Destination(reception(), None, district_id, "reception")


def district_of(lineage: list[Category], districts: Mapping[int, int | None]) -> int | None:
    """The district in the zoning that the category, or one above it, is routed by; else in the town's first zoning."""
    return districts.get(_named(lineage) or min(districts, default=0))


def zoning_of(category: Category) -> int | None:
    """The zoning by which the category is routed; None in a town that has none."""
    first = Zoning.objects.order_by("pk").values_list("pk", flat=True).first()
    return _named(_lineage(category)) or first


def _named(lineage: list[Category]) -> int | None:
    return next((step.zoning_id for step in lineage if step.zoning_id), None)


def _by_rule(rule: RoutingRule, district_id: int | None, name: str) -> Destination:
    """An agent who has left the town or the unit since, or is suspended, is passed over: the unit has it."""
    agent = rule.agent
    if agent is not None and (not agent.is_in_post or rule.unit_id not in agent.reach.units):
        agent = None
    return Destination(rule.unit, agent, district_id, name)


def _lineage(category: Category) -> list[Category]:
    """The category and those above it, the nearest first. Trees are two or three deep: each step costs less than the tree."""
    lineage: list[Category] = []
    step: int | None = category.pk
    while step is not None:
        lineage.append(Category.objects.select_related("unit").get(pk=step))
        step = lineage[-1].parent_id
    return lineage
