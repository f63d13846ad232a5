"""Add an agent, and give them a role in a unit."""

from parvis.directory.events import AgentAdded, AgentPosted
from parvis.directory.models import Agent, Membership, Role, Unit, User
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import operation, require_ours


@operation
def add_agent(
    first_name: str,
    last_name: str,
    *,
    email: str,
    by: Actor,
    password: str | None = None,
    is_supervisor: bool = False,
    is_administrator: bool = False,
) -> Agent:
    """An agent of this authority; the credentials of their address are theirs, or made now.

    A password is only ever given for credentials that are made now: another town must not change a person's own.
    """
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or User.objects.create_user(address, password)
    agent = Agent(
        user=user, first_name=first_name, last_name=last_name, email=address,
        is_supervisor=is_supervisor, is_administrator=is_administrator, updated_at=clock.now(),
    )  # fmt: skip
    agent.save()
    record(agent, AgentAdded(is_supervisor=is_supervisor, is_administrator=is_administrator), by=by)
    return agent


@operation
def post(agent: Agent, *, to: Unit, by: Actor, role: Role = Role.AGENT) -> Agent:
    """Give the agent a role in a unit, in place of the one they may have there."""
    require_ours(agent, to)
    Membership.objects.update_or_create(agent=agent, unit=to, defaults={"role": role})
    record(agent, AgentPosted(unit_id=to.pk, role=role), by=by)
    agent.__dict__.pop("reach", None)
    return agent
