"""Who may look after what waits and what is stuck."""

from parvis.directory.models import Agent
from parvis.kernel.actors import Actor


def can_see_queue(by: Actor) -> bool:
    """Administrators: they see addresses, subjects and reasons, never the words of a letter."""
    return isinstance(by, Agent) and by.is_administrator and by.is_in_post
