"""Who has what, category by category and district by district, read at once: in six queries, however large the town."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from parvis.cases.models import Category, CategoryOwner, Group, RoutingRule
from parvis.cases.routing import deciding, zoning_among
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import reception
from parvis.kernel.text import fold
from parvis.places.models import District, Zoning


@dataclass(frozen=True)
class Cell:
    """What a category's cases become in a district, or elsewhere (None). `unit`: None when the reception has them.

    `is_own`: by a rule of the category itself for that very place. `agent`: who gets them, or would if they still worked
    there; `group`: that any of takes them; `owners`: who answers for them, those of anywhere included.
    """

    district: District | None
    unit: Unit | None
    agent: Agent | None
    group: Group | None
    owners: list[Agent]
    own_owners: list[Agent]
    is_own: bool

    @property
    def has_lost_agent(self) -> bool:
        return self.agent is not None and not self.agent.is_in_post


@dataclass(frozen=True)
class Gap:
    """A category with the places where something lacks, of so many; None stands for elsewhere."""

    category: Category
    without_unit: list[District | None]
    without_owner: list[District | None]
    places: int

    @property
    def is_without_unit(self) -> bool:
        return len(self.without_unit) == self.places

    @property
    def is_without_owner(self) -> bool:
        return len(self.without_owner) == self.places


class Coverage:
    """Made for one request."""

    @cached_property
    def all(self) -> dict[int, Category]:
        rows = Category.objects.select_related("unit").order_by("pk")
        return {one.pk: one for one in sorted(rows, key=lambda one: (one.position, fold(one.name)))}

    @cached_property
    def reception(self) -> Unit:
        return reception()

    @cached_property
    def _rules(self) -> dict[tuple[int, int | None], RoutingRule]:
        rules = RoutingRule.objects.filter(unit__ended_on__isnull=True).select_related("unit", "agent", "group").order_by("pk")
        return {(rule.category_id, rule.district_id): rule for rule in rules}

    @cached_property
    def _owners(self) -> dict[tuple[int, int | None], list[Agent]]:
        owners: dict[tuple[int, int | None], list[Agent]] = defaultdict(list)
        for owner in CategoryOwner.objects.select_related("agent").order_by("agent__last_name", "pk"):
            if owner.agent.is_in_post:
                owners[owner.category_id, owner.district_id].append(owner.agent)
        return owners

    @property
    def has_owners(self) -> bool:
        """Whether the town names some: it may do without."""
        return bool(self._owners)

    @cached_property
    def zonings(self) -> dict[int, Zoning]:
        return {one.pk: one for one in Zoning.objects.order_by("pk")}

    @cached_property
    def _districts(self) -> dict[int, list[District]]:
        """By zoning, without their outlines, which weigh."""
        districts: dict[int, list[District]] = defaultdict(list)
        for one in sorted(District.objects.filter(ended_on__isnull=True).defer("geometry"), key=lambda one: fold(one.name)):
            districts[one.zoning_id].append(one)
        return districts

    def lineage(self, category: Category) -> list[Category]:
        """The category and those above it, the nearest first."""
        lineage = [self.all[category.pk]]
        while lineage[-1].parent_id is not None:
            lineage.append(self.all[lineage[-1].parent_id])
        return lineage

    def path(self, category: Category) -> str:
        """With those above it: two may have one name."""
        return " › ".join(step.name for step in reversed(self.lineage(category)))

    def zoning(self, category: Category) -> Zoning | None:
        """The one that routes it."""
        return self.zonings.get(zoning_among(self.lineage(category), self.zonings))

    def cells(self, category: Category) -> list[Cell]:
        """Each district of the zoning that routes it, then elsewhere."""
        zoning = self.zoning(category)
        places: list[District | None] = [*(self._districts[zoning.pk] if zoning else []), None]
        return [self.cell(category, place) for place in places]

    def cell(self, category: Category, district: District | None) -> Cell:
        lineage, where = self.lineage(category), district.pk if district else None
        found = deciding(lineage, self._rules, where)
        rule = found if isinstance(found, RoutingRule) else None
        own = self._owners.get((category.pk, where), [])
        named = (self._owners.get((step.pk, place), []) for step in lineage for place in (where, None))
        owners = {agent.pk: agent for agents in named for agent in agents}
        return Cell(
            district=district,
            unit=found.unit if found is not None else None,
            agent=rule.agent if rule else None,
            group=rule.group if rule else None,
            owners=list(owners.values()),
            own_owners=own,
            is_own=rule is not None and (rule.category_id, rule.district_id) == (category.pk, where),
        )

    @cached_property
    def leaves(self) -> list[Category]:
        """What cases are of now: what has nothing below it, and is not retired."""
        above = {one.parent_id for one in self.all.values() if one.ended_on is None}
        return [one for one in self.all.values() if one.ended_on is None and one.pk not in above]

    def gaps(self) -> list[Gap]:
        """Those with nobody somewhere: no unit but the reception, or nobody to answer for them."""
        found = []
        for category in self.leaves:
            cells = self.cells(category)
            gap = Gap(
                category,
                [cell.district for cell in cells if cell.unit is None],
                [cell.district for cell in cells if not cell.owners],
                len(cells),
            )
            if gap.without_unit or gap.without_owner:
                found.append(gap)
        return found
