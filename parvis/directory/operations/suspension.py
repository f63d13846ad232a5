"""Shut the door to an agent for a time, and open it again."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentSuspended, AgentTakenBack
from parvis.directory.models import Agent
from parvis.directory.operations.agents import posts_of, require_another_administrator
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current


@operation
def suspend(agent: Agent, *, by: Actor) -> Agent:
    """Shut the door for a time: their posts and their cases stay theirs, and nothing more is given to them."""
    agent = lock(agent)
    require(policy.can_manage(by, agent, posts_of(agent)))
    if agent.pk == by.actor_id:
        raise Refused(_("Vous ne pouvez pas vous suspendre vous-même."))
    if agent.is_administrator:
        require_another_administrator(agent)
    if agent.suspended_on is None:
        agent.suspended_on = clock.today(current())
        agent.save(update_fields=["suspended_on"])
        record(agent, AgentSuspended(), by=by)
    return agent


@operation
def take_back(agent: Agent, *, by: Actor) -> Agent:
    """Open it again. Whoever has left for good is added again instead."""
    agent = lock(agent)
    require(policy.can_manage(by, agent, posts_of(agent)))
    if agent.ended_on is not None:
        raise Refused(_("Cette personne a quitté la mairie."))
    if agent.suspended_on is not None:
        agent.suspended_on = None
        agent.save(update_fields=["suspended_on"])
        record(agent, AgentTakenBack(), by=by)
    return agent
