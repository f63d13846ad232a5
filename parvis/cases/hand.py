"""What an agent holds in this room: units, and categories owned here or anywhere; read once, so policies ask no query."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parvis.directory.models import Agent


@dataclass(frozen=True)
class Hand:
    """Ids only. `agents`: the agent, and whoever they stand in for. Ownership of a category is ownership of all below it."""

    agents: frozenset[int]
    units: frozenset[int]
    headed: frozenset[int]
    owned_anywhere: frozenset[int]
    owned_by_district: Mapping[int, frozenset[int]]

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
    from parvis.cases.models import CategoryOwner

    anywhere: set[int] = set()
    by_district: dict[int, set[int]] = defaultdict(set)
    owned = list(CategoryOwner.objects.filter(agent__in=agent.reach.agents))
    below = _descendants() if owned else {}
    for owner in owned:
        where = by_district[owner.district_id] if owner.district_id else anywhere
        where.update(below[owner.category_id])
    return Hand(
        agents=agent.reach.agents,
        units=agent.reach.units,
        headed=agent.reach.headed,
        owned_anywhere=frozenset(anywhere),
        owned_by_district={district: frozenset(ids) for district, ids in by_district.items()},
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
