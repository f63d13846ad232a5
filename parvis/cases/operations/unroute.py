"""Take back where a category's cases go in a district, and who answers for them there."""

from django.utils.translation import gettext as _

from parvis.cases.category_events import OwnerUnnamed, RuleGrouped, RuleUnset
from parvis.cases.models import Category, CategoryOwner, RoutingRule
from parvis.cases.owning import comes_to, is_theirs
from parvis.directory import policy
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.places.models import District


@operation
def unset_rule(category: Category, *, by: Actor, district: District | None = None) -> Category:
    """Its cases of the district (or of anywhere) follow the next rule that fits. Without a rule there, it says nothing."""
    category = lock(category)
    require(policy.can_arrange(by))
    require_ours(district)
    rule = RoutingRule.objects.filter(category=category, district=district).first()
    if rule is not None:
        where = district.pk if district else None
        if rule.group_id is not None:
            record(category, RuleGrouped(district_id=where, group_id=None, previous_group_id=rule.group_id), by=by)
        fact = RuleUnset(district_id=where, previous_unit_id=rule.unit_id, previous_agent_id=rule.agent_id)
        rule.delete()
        record(category, fact, by=by)
    return category


@operation
def unname_owner(category: Category, *, agent: Agent, by: Actor, district: District | None = None) -> Category:
    """The agent does not answer for it there any more. Whoever did not, does not.

    Refused of the last to whom cases that are confidential from the start are open, wherever they are.
    """
    category = lock(category)
    require_ours(agent, district)
    require(comes_to(by, category, district) and is_theirs(by, agent))
    owner = CategoryOwner.objects.filter(category=category, agent=agent, district=district).first()
    if owner is not None:
        _require_another(category, owner)
        owner.delete()
        record(category, OwnerUnnamed(district_id=district.pk if district else None, agent_id=agent.pk), by=by)
        agent.__dict__.pop("hand", None)
    return category


def _require_another(category: Category, owner: CategoryOwner) -> None:
    others = CategoryOwner.objects.filter(category=category, district__isnull=True).exclude(pk=owner.pk)
    if category.is_confidential and owner.district_id is None and not any(one.agent.is_in_post for one in others):
        raise Refused(_("Ces demandes sont confidentielles : nommez d’abord une autre personne, partout."))
