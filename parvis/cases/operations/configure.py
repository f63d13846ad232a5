"""Say which categories the town has, where their cases go, and who answers for them."""

from django.utils.translation import gettext as _

from parvis.cases.category_events import CategoryCreated, OwnerNamed, RuleChanged, RuleGrouped, RuleSet
from parvis.cases.models import Category, CategoryOwner, Group, Kind, Publication, RoutingRule
from parvis.cases.owning import comes_to, is_theirs
from parvis.cases.soundness import require_receiver, require_sound
from parvis.directory import policy
from parvis.directory.models import Agent, Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, operation, require, require_ours
from parvis.places.models import District, Zoning


@operation
def create_category(
    name: str,
    *,
    by: Actor,
    under: Category | None = None,
    kind: Kind = Kind.REPORT,
    unit: Unit | None = None,
    zoning: Zoning | None = None,
    pictogram: str = "circle-dot",
    publication: Publication | None = None,
    is_danger: bool = False,
    needs_place: bool = True,
    is_for_agents: bool = False,
    asks_place: bool = True,
    is_anonymous: bool = False,
    notice: str = "",
    nearby_metres: int = 250,
    reopening_days: int = 30,
) -> Category:
    """A category under a theme, or a theme. Unless it is said, a complaint is never public, and the rest once looked at.

    Refuses a name that is taken there, more than ten kilometres for what is near, and more than a year to reopen.
    """
    require(policy.can_arrange(by))
    require_ours(under, unit, zoning)
    if publication is None:
        publication = Publication.NEVER if kind == Kind.COMPLAINT else Publication.LOOKED_AT
    category = Category(
        name=" ".join(name.split()), parent=under, kind=kind, unit=unit, zoning=zoning, pictogram=pictogram,
        publication=publication, is_danger=is_danger, needs_place=needs_place and asks_place, is_for_agents=is_for_agents,
        asks_place=asks_place, is_anonymous=is_anonymous, notice=notice,
        nearby_metres=nearby_metres, reopening_days=reopening_days,
        updated_at=clock.now(),
    )  # fmt: skip
    require_sound(category)
    category.save()
    record(category, CategoryCreated(parent_id=under.pk if under else None, case_kind=kind), by=by)
    return category


@operation
def set_rule(
    category: Category,
    *,
    to: Unit,
    by: Actor,
    district: District | None = None,
    agent: Agent | None = None,
    group: Group | None = None,
) -> RoutingRule:
    """Send the category's cases of a district (or of anywhere) to a unit, or to an agent of it, or to a group for it. The same
    again says nothing.

    Refuses a unit or a group that has ended, an agent who does not work there, and both an agent and a group.
    """
    require(policy.can_arrange(by))
    require_ours(category, to, district, agent, group)
    require_receiver(to, agent, group)
    before = RoutingRule.objects.filter(category=category, district=district).first()
    agent_id = agent.pk if agent else None
    group_id, was_group_id = group.pk if group else None, before.group_id if before else None
    if before is not None and (before.unit_id, before.agent_id, before.group_id) == (to.pk, agent_id, group_id):
        return before
    rule, _new = RoutingRule.objects.update_or_create(
        category=category, district=district, defaults={"unit": to, "agent": agent, "group": group}
    )
    where = district.pk if district else None
    if group_id != was_group_id:
        record(category, RuleGrouped(district_id=where, group_id=group_id, previous_group_id=was_group_id), by=by)
    if before is not None and (before.unit_id, before.agent_id) == (to.pk, agent_id):
        return rule
    fact: RuleSet | RuleChanged = RuleSet(district_id=where, unit_id=to.pk, agent_id=agent_id)
    if before is not None:
        fact = RuleChanged(
            district_id=where, unit_id=to.pk, agent_id=agent_id,
            previous_unit_id=before.unit_id, previous_agent_id=before.agent_id,
        )  # fmt: skip
    record(category, fact, by=by)
    return rule


@operation
def name_owner(category: Category, *, agent: Agent, by: Actor, district: District | None = None) -> CategoryOwner:
    """The agent answers for the category, and for all below it, in the district or anywhere. Whoever does already, does.
    A head names people of their units, where the cases come to these.

    Refuses somebody who does not work here any more.
    """
    require_ours(category, agent, district)
    require(comes_to(by, category, district) and is_theirs(by, agent))
    if agent.ended_on is not None:
        raise Refused(_("Cette personne ne travaille plus ici."), "owner")
    if not agent.is_colleague:
        raise Refused(_("Un élu qui consulte ou une entreprise ne répond d’aucune catégorie."), "owner")
    owner, is_new = CategoryOwner.objects.get_or_create(category=category, agent=agent, district=district)
    if is_new:
        record(category, OwnerNamed(district_id=district.pk if district else None, agent_id=agent.pk), by=by)
        agent.__dict__.pop("hand", None)
    return owner
