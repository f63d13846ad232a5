"""Say which categories the town has, where their cases go, and who answers for them."""

from django.utils.translation import gettext as _

from parvis.cases.events import CategoryCreated, OwnerNamed, RuleSet
from parvis.cases.models import Category, CategoryOwner, Kind, Publication, RoutingRule
from parvis.directory.models import Agent, Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, operation, require_ours
from parvis.places.models import District, Zoning

FARTHEST, LONGEST = 10_000, 365


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

    Refuses more than ten kilometres for what is near, and more than a year to reopen.
    """
    require_ours(under, unit, zoning)
    if not (0 <= nearby_metres <= FARTHEST and 0 <= reopening_days <= LONGEST):
        raise Refused(_("La distance est de 0 à 10 000 mètres, le délai de 0 à 365 jours."))
    if publication is None:
        publication = Publication.NEVER if kind == Kind.COMPLAINT else Publication.LOOKED_AT
    category = Category(
        name=name, parent=under, kind=kind, unit=unit, zoning=zoning, pictogram=pictogram,
        publication=publication, is_danger=is_danger, needs_place=needs_place and asks_place, is_for_agents=is_for_agents,
        asks_place=asks_place, is_anonymous=is_anonymous, notice=notice,
        nearby_metres=nearby_metres, reopening_days=reopening_days,
        updated_at=clock.now(),
    )  # fmt: skip
    category.save()
    record(category, CategoryCreated(parent_id=under.pk if under else None, case_kind=kind), by=by)
    return category


@operation
def set_rule(
    category: Category, *, to: Unit, by: Actor, district: District | None = None, agent: Agent | None = None
) -> RoutingRule:
    """Send the category's cases of a district (or of anywhere) to a unit, or to an agent of it."""
    require_ours(category, to, district, agent)
    if agent is not None and to.pk not in agent.reach.units:
        raise Refused(_("Cet agent n’est pas du service choisi."), "agent")
    rule, _new = RoutingRule.objects.update_or_create(
        category=category, district=district, defaults={"unit": to, "agent": agent}
    )
    fact = RuleSet(district_id=district.pk if district else None, unit_id=to.pk, agent_id=agent.pk if agent else None)
    record(category, fact, by=by)
    return rule


@operation
def name_owner(category: Category, *, agent: Agent, by: Actor, district: District | None = None) -> CategoryOwner:
    """The agent answers for the category, and for all below it, in the district or anywhere."""
    require_ours(category, agent, district)
    owner, _new = CategoryOwner.objects.get_or_create(category=category, agent=agent, district=district)
    record(category, OwnerNamed(district_id=district.pk if district else None, agent_id=agent.pk), by=by)
    agent.__dict__.pop("hand", None)
    return owner
