"""Who may arrange the town itself, run a unit of it, and say what somebody is there."""

from collections.abc import Iterable

from parvis.directory.models import Agent, Membership, Operator, Role, Unit
from parvis.kernel.actors import Actor, System
from parvis.kernel.tenancy import current, current_id


def can_arrange(by: Actor) -> bool:
    """Its administrators, and whoever holds the machine, by a command."""
    if isinstance(by, System):
        return True
    return isinstance(by, Agent) and by.is_administrator and by.is_in_post and by.authority_id == current_id()


def can_practise(by: Actor) -> bool:
    """Open a practice town, begin it anew, close it: who arranges the town that it is for. Not from within one."""
    return can_arrange(by) and not current().is_practice


def can_operate(by: Actor) -> bool:
    """Open, close and rename towns, and look after their queues: an operator of the platform, or a command."""
    return isinstance(by, System) or (isinstance(by, Operator) and by.is_in_post)


def can_begin(by: Actor, *, is_empty: bool) -> bool:
    """Give a town that has no unit yet its first."""
    return can_operate(by) and is_empty


def can_seat(by: Actor, *, is_anybody_in: bool) -> bool:
    """Name somebody who will arrange the town: an operator, as long as no administrator has ever come in. Afterwards the
    town names its own: an operator who could name themselves would read what is not theirs to read."""
    return can_operate(by) and not is_anybody_in


def can_run(by: Actor, unit: Unit | None) -> bool:
    """The head of the unit or of one above, and their deputies; of the whole tree (no unit), who arranges the town."""
    return can_arrange(by) or (_is_ours(by) and unit is not None and isinstance(by, Agent) and unit.pk in by.reach.headed)


def can_give(by: Actor, unit: Unit, role: Role) -> bool:
    """Nobody gives, nor takes away, a right that they lack: a head is named from above, a deputy by the head."""
    if can_arrange(by):
        return True
    if not (_is_ours(by) and isinstance(by, Agent)):
        return False
    if role == Role.HEAD:
        return unit.parent_id in by.reach.headed
    return unit.pk in (by.reach.commanded if role == Role.DEPUTY else by.reach.headed)


def can_manage(by: Actor, agent: Agent, posts: Iterable[Membership]) -> bool:
    """Suspend somebody, change their coordinates, print their code: whoever may give each of the posts they hold.

    Who sees or arranges everything is in nobody's hands but an administrator's.
    """
    if can_arrange(by):
        return True
    held = list(posts)
    is_apart = agent.is_supervisor or agent.is_administrator or not agent.is_colleague or agent.pk == by.actor_id
    return bool(held) and not is_apart and all(can_give(by, post.unit, Role(post.role)) for post in held)


def can_announce(by: Actor, agent: Agent, posts: Iterable[Membership]) -> bool:
    """An absence: one's own, or that of somebody whose units one runs."""
    return (_is_ours(by) and by.actor_id == agent.pk) or can_manage(by, agent, posts)


def _is_ours(by: Actor) -> bool:
    return isinstance(by, Agent) and by.is_in_post and by.authority_id == current_id()
