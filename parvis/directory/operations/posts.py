"""Give an agent a role in a unit, and take it back."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentPosted, AgentRoleChanged, AgentUnposted
from parvis.directory.models import Agent, Membership, Role, Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, operation, require, require_ours


@operation
def post(agent: Agent, *, to: Unit, by: Actor, role: Role = Role.AGENT) -> Agent:
    """Give the agent a role in a unit, in place of the one they may have there. The same one says nothing new."""
    require_ours(agent, to)
    before = Membership.objects.filter(agent=agent, unit=to).first()
    require(policy.can_give(by, to, role) and (before is None or policy.can_give(by, to, Role(before.role))))
    if to.ended_on is not None:
        raise Refused(_("Ce service n’existe plus."), "unit")
    if agent.ended_on is not None:
        raise Refused(_("Cette personne a quitté la mairie."), "agent")
    if not agent.is_colleague:
        raise Refused(_("Un élu qui consulte ou une entreprise n’est d’aucun service."), "agent")
    if before is not None and before.role == role:
        return agent
    Membership.objects.update_or_create(agent=agent, unit=to, defaults={"role": role})
    if before is None:
        record(agent, AgentPosted(unit_id=to.pk, role=role), by=by)
    else:
        record(agent, AgentRoleChanged(unit_id=to.pk, role=role, previous=before.role), by=by)
    return _afresh(agent)


@operation
def unpost(agent: Agent, *, of: Unit, by: Actor) -> Agent:
    """Take the agent out of a unit. The cases that they have there stay theirs until somebody gives them to another."""
    require_ours(agent, of)
    before = Membership.objects.filter(agent=agent, unit=of).first()
    if before is None:
        require(policy.can_run(by, of))
        return agent
    require(policy.can_give(by, of, Role(before.role)))
    before.delete()
    record(agent, AgentUnposted(unit_id=of.pk, previous=before.role), by=by)
    return _afresh(agent)


def _afresh(agent: Agent) -> Agent:
    for kept in ("reach", "hand"):
        agent.__dict__.pop(kept, None)
    return agent
