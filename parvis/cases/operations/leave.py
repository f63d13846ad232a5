"""Somebody leaves: all their work is handed over, and none of it is left with nobody."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parvis.cases.confiding import confidants_of, keeps, last_resort, readers_of
from parvis.cases.events import CaseHandedOver
from parvis.cases.group_events import GroupQuitted
from parvis.cases.models import Access, Case, CategoryOwner, Confidant, GroupMember, RoutingRule
from parvis.cases.operations.confide import BY_LOSS, confide
from parvis.directory import policy
from parvis.directory.events import AgentLeft
from parvis.directory.models import Absence, Agent, AgentKind, Membership, Unit
from parvis.directory.operations.agents import posts_of, require_another_administrator
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import change_all, record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current


@operation
def leave(agent: Agent, *, by: Actor, heir: Agent | None = None) -> Agent:
    """The agent leaves the town hall. What they answer for goes to the heir; so do their open cases where the heir works,
    and the others wait in their units for somebody to take them. They sign in no longer; what they did stays said."""
    agent = lock(agent)
    require_ours(heir)
    require(policy.can_manage(by, agent, posts_of(agent)))
    if agent.ended_on is not None:
        return agent
    if agent.pk == by.actor_id:
        raise Refused(_("Vous ne pouvez pas annoncer votre propre départ : demandez à un administrateur."))
    if heir is not None and (heir.pk == agent.pk or not heir.is_in_post):
        raise Refused(_("Choisissez une autre personne, qui travaille ici."), "heir")
    if heir is not None and heir.kind != agent.kind:
        raise Refused(_("Choisissez quelqu’un qui peut prendre la suite."), "heir")
    if agent.is_administrator:
        require_another_administrator(agent)
    units = heir.reach.units if heir is not None else frozenset()
    _hand_on_secrets(agent, heir, by=by)
    held = open_cases(assignee=agent)
    theirs = {case.pk for case in held if _is_for(heir, case, units)}
    hand_on([case for case in held if case.pk in theirs], to=heir, by=by)
    hand_on([case for case in held if case.pk not in theirs], to=None, by=by)
    for rule in RoutingRule.objects.filter(agent=agent):
        rule.agent = heir if rule.unit_id in units else None
        rule.save(update_fields=["agent"])
    for owner in CategoryOwner.objects.filter(agent=agent):
        if heir is not None:
            CategoryOwner.objects.get_or_create(category=owner.category, district=owner.district, agent=heir)
        owner.delete()
    Access.objects.filter(agent=agent).delete()
    _quit_groups(agent, by=by)
    today = clock.today(current())
    Absence.objects.filter(agent=agent).delete()
    Absence.objects.filter(deputy=agent, ends_on__gte=today).delete()
    Membership.objects.filter(agent=agent).delete()
    agent.ended_on = today
    agent.save(update_fields=["ended_on"])
    record(agent, AgentLeft(heir_id=heir.pk if heir else None), by=by)
    return agent


def _hand_on_secrets(agent: Agent, heir: Agent | None, *, by: Actor) -> None:
    """Their name is taken off each confidential case. Where nobody else could open it, it is the heir's to open; or, with
    none, that of the heads of its unit."""
    theirs = Confidant.objects.filter(agent=agent).values("case")
    for case in Case.objects.filter(pk__in=theirs).select_related("unit", "assignee").order_by("pk"):
        others = [one for one in confidants_of(case) if one.pk != agent.pk]
        if not keeps(others):
            others += [heir] if heir is not None and heir.is_colleague else last_resort(case.unit, without=agent)
        confide(case, others, cause=BY_LOSS, by=by)


def _is_for(heir: Agent | None, case: Case, units: frozenset[int]) -> bool:
    """Where the heir works; whatever a contractor had, for another; of a confidential case, whoever may open it."""
    if heir is None:
        return False
    return heir in readers_of(case) if case.is_confidential else case.unit_id in units or heir.kind == AgentKind.CONTRACTOR


def _quit_groups(agent: Agent, *, by: Actor) -> None:
    for member in GroupMember.objects.filter(agent=agent).select_related("group").order_by("pk"):
        member.delete()
        record(member.group, GroupQuitted(agent_id=agent.pk), by=by)


def open_cases(**whose: object) -> list[Case]:
    """Held until the transaction ends."""
    rows = Case.objects.open().filter(**whose).select_for_update(of=("self",))
    return list(rows.select_related("unit", "assignee").order_by("pk"))


def hand_on(cases: Sequence[Case], *, to: Agent | None, by: Actor) -> None:
    """All that somebody had, in the units where it is, to another, or to nobody."""
    heir = to.pk if to else None
    told = [(case, _handed(case, unit_id=case.unit_id, assignee_id=heir)) for case in cases]
    change_all(told, {"assignee": to}, by=by)


def move_on(cases: Sequence[Case], *, to: Unit, by: Actor) -> None:
    """All that a unit had to another, with whoever has it."""
    told = [(case, _handed(case, unit_id=to.pk, assignee_id=case.assignee_id)) for case in cases]
    change_all(told, {"unit": to}, by=by)


def _handed(case: Case, *, unit_id: int, assignee_id: int | None) -> CaseHandedOver:
    return CaseHandedOver(unit_id=unit_id, previous_unit_id=case.unit_id, assignee_id=assignee_id, previous_id=case.assignee_id)
