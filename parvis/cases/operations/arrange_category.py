"""All that one page says of a category, or of one of its places, or nothing of it."""

from collections.abc import Collection, Mapping

from parvis.cases.models import Category, CategoryOwner, Group
from parvis.cases.operations.apply_delay import apply_delay
from parvis.cases.operations.configure import name_owner, set_rule
from parvis.cases.operations.describe_category import Value, describe_category, place_category
from parvis.cases.operations.unroute import unname_owner, unset_rule
from parvis.directory.models import Agent, Unit
from parvis.kernel.actors import Actor
from parvis.kernel.operations import lock, operation
from parvis.places.models import District


@operation
def arrange_category(
    category: Category, *, said: Mapping[str, Value], by: Actor, at: int | None = None, is_for_open: bool = False
) -> Category:
    """What it is, and its place among its sisters; without `at` it stays there. `is_for_open`: its delay and its reminders
    hold for the cases that are open already."""
    category = lock(category)
    category = describe_category(category, said=said, by=by)
    category = place_category(category, at=at, by=by) if at is not None else category
    return apply_delay(category, by=by) if is_for_open else category


@operation
def entrust(
    category: Category,
    *,
    by: Actor,
    district: District | None = None,
    to: Unit | None = None,
    agent: Agent | None = None,
    group: Group | None = None,
    owners: Collection[Agent] = (),
) -> Category:
    """Its cases of the district (or of anywhere) go to that unit, or to an agent of it or a group for it; without a unit they
    follow the next rule that fits. Those agents answer for them there, and nobody else by a word said of that place."""
    category = lock(category)
    if to is None:
        category = unset_rule(category, district=district, by=by)
    else:
        set_rule(category, to=to, agent=agent, group=group, district=district, by=by)
    known = {one.agent_id: one.agent for one in _owners(category, district)}
    for owner in owners:
        name_owner(category, agent=owner, district=district, by=by)
    for pk in known.keys() - {owner.pk for owner in owners}:
        category = unname_owner(category, agent=known[pk], district=district, by=by)
    return category


def _owners(category: Category, district: District | None) -> list[CategoryOwner]:
    return list(CategoryOwner.objects.filter(category=category, district=district).select_related("agent"))
