"""Say who of one's people answers for a category in a place."""

from collections.abc import Collection

from parvis.cases.models import Category, CategoryOwner
from parvis.cases.operations.configure import name_owner
from parvis.cases.operations.unroute import unname_owner
from parvis.cases.owning import comes_to, is_theirs
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.operations import lock, operation, require
from parvis.places.models import District


@operation
def name_owners(category: Category, *, owners: Collection[Agent], by: Actor, district: District | None = None) -> Category:
    """Those, and nobody else among the people whom `by` runs: whoever is named from elsewhere stays."""
    category = lock(category)
    require(comes_to(by, category, district))
    known = CategoryOwner.objects.filter(category=category, district=district).select_related("agent")
    theirs = {one.agent_id: one.agent for one in known if is_theirs(by, one.agent)}
    for owner in owners:
        name_owner(category, agent=owner, district=district, by=by)
    for pk in theirs.keys() - {owner.pk for owner in owners}:
        category = unname_owner(Category.objects.get(pk=category.pk), agent=theirs[pk], district=district, by=by)
    return category
