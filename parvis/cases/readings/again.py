"""The cases that say of another that its work has not held."""

from parvis.cases.models import Case
from parvis.directory.models import Agent

FEW = 5


def said_again(case: Case, agent: Agent) -> list[Case]:
    """Of this one, the latest first, as far as the agent sees them."""
    return list(Case.objects.visible_to(agent).filter(again_of=case).order_by("-received_at", "-pk")[:FEW])
