"""Who may arrange the town itself: its pages, and what the law wants known of it."""

from parvis.directory.models import Agent
from parvis.kernel.actors import Actor, System
from parvis.kernel.tenancy import current_id


def can_arrange(by: Actor) -> bool:
    """Its administrators, and whoever holds the machine, by a command."""
    if isinstance(by, System):
        return True
    return isinstance(by, Agent) and by.is_administrator and by.ended_on is None and by.authority_id == current_id()
