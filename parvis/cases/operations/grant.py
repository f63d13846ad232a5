"""Open cases to a councillor or to a contractor, and shut them."""

from django.utils.translation import gettext as _

from parvis.cases.access_events import AccessGiven, AccessTaken
from parvis.cases.models import Access, Category
from parvis.directory import policy
from parvis.directory.models import Agent, AgentKind, Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.places.models import District


@operation
def give_access(
    agent: Agent, *, by: Actor, unit: Unit | None = None, category: Category | None = None, district: District | None = None
) -> Agent:
    """To the cases of the unit, of the category, of the district, together, and to all below. The same again says nothing.

    A contractor is limited by one of them at least; whoever works in the town hall has posts instead.
    """
    agent = lock(agent)
    require(policy.can_arrange(by))
    require_ours(unit, category, district)
    if agent.kind == AgentKind.COLLEAGUE:
        raise Refused(_("Un agent de la mairie voit les demandes de ses services : ajoutez-le à un service."))
    if agent.ended_on is not None:
        raise Refused(_("Cette personne ne travaille plus ici."))
    if agent.kind == AgentKind.CONTRACTOR and not (unit or category or district):
        raise Refused(_("Une entreprise ne voit pas toute la commune : choisissez un service, une catégorie ou un secteur."))
    if unit is not None and unit.ended_on is not None:
        raise Refused(_("Ce service n’existe plus."), "unit")
    access, is_new = Access.objects.get_or_create(agent=agent, unit=unit, category=category, district=district)
    if is_new:
        record(agent, AccessGiven(**_ids(access)), by=by)
    return _afresh(agent)


@operation
def take_access(agent: Agent, *, access: Access, by: Actor) -> Agent:
    """What is assigned to a contractor stays theirs. Taken twice, it is taken once."""
    agent = lock(agent)
    require(policy.can_arrange(by))
    require_ours(access)
    known = Access.objects.filter(pk=access.pk, agent=agent).first()
    if known is not None:
        fact = AccessTaken(**_ids(known))
        known.delete()
        record(agent, fact, by=by)
    return _afresh(agent)


def _ids(access: Access) -> dict[str, int | None]:
    return {"unit_id": access.unit_id, "category_id": access.category_id, "district_id": access.district_id}


def _afresh(agent: Agent) -> Agent:
    agent.__dict__.pop("hand", None)
    return agent
